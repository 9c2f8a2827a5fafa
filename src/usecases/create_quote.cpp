#include "usecases/create_quote.h"

#include "core/errors.h"
#include "domain/email_address.h"
#include "domain/names.h"
#include "outbound/mail_text.h"
#include "usecases/account_organization.h"
#include "usecases/audit.h"
#include "usecases/links.h"
#include "usecases/mail_queue.h"
#include "usecases/numbers.h"
#include "usecases/open_quote.h"
#include "usecases/papers.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

/// The wish after every check.
struct Wish {
  const domain::Product* product = nullptr;
  domain::NamePlan plan;
  domain::Yen price = 0;
  domain::Yen extra_name_price = 0;
  Customer customer;
  MailPerson recipient;
};

core::Result<Wish> check(World& world, const std::optional<storage::AccountId>& account, const QuoteRequest& request) {
  FieldProblems problems;
  Wish wish;
  if (const auto product = problems.keep("/product", world.catalogue.product(request.product))) {
    wish.product = *product;
    wish.price = problems.keep("/termYears", wish.product->price(request.term_years)).value_or(0);
    wish.extra_name_price = wish.product->extra_name_price(request.term_years).value_or(0);
    if (auto plan = problems.keep("/names", domain::plan_names(*wish.product, request.names, world.catalogue, request.language)))
      wish.plan = std::move(*plan);
  }
  wish.customer = normalize(request.customer, problems);
  if (account) TRY(check_orderer(world, *account, {wish.customer.organization_name, wish.customer.corporate_number}, problems));
  wish.recipient = request.code_recipient ? normalize(*request.code_recipient, "/codeRecipient", problems)
                                          : MailPerson{wish.customer.contact_name, wish.customer.email};
  TRY(problems.finish());
  return wish;
}

std::vector<QuoteLine> lines_of(const Wish& wish, const QuoteRequest& request, const storage::List& names) {
  const auto words = line_words(*wish.product, request.term_years, names, request.language);
  std::vector<QuoteLine> lines{{words.product, 1, wish.price, wish.price, wish.product->tax_rate}};
  const auto extra = wish.plan.extra_name_licences;
  if (extra == 0) return lines;
  lines.push_back({words.extra_names, extra, wish.extra_name_price, extra * wish.extra_name_price, wish.product->tax_rate});
  return lines;
}

storage::QuoteRow to_row(const World& world, const Wish& wish, const QuoteRequest& request, core::Instant now) {
  storage::List names;
  for (const auto& name : wish.plan.names) names.push_back(name.str());
  const auto lines = lines_of(wish, request, names);
  const auto totals = totals_of(world, lines_of(lines));
  return {.id = storage::QuoteId::make(),
          .number = {},
          .token_hash = {},
          .account_id = std::nullopt,
          .status = "sent",
          .product = wish.product->id,
          .term_years = request.term_years,
          .names = std::move(names),
          .language = std::string(core::to_string(request.language)),
          .customer = to_stored(wish.customer),
          .lines = to_stored(lines),
          .recipient_name = wish.recipient.name,
          .recipient_email = wish.recipient.email,
          .net = totals.net,
          .tax = totals.tax,
          .total = totals.total,
          .valid_until = now + std::chrono::days{world.config.seller.quote_days},
          .created_at = now};
}

std::optional<storage::AccountId> account_of(const Actor& actor) {
  return actor.is_customer ? std::optional(storage::AccountId::stored(actor.account_id)) : std::nullopt;
}

/// A visitor's quote is opened by a session, or by the mailed link.
NewSession open_to_visitor(const World& world, storage::QuoteRow& row, core::Instant now) {
  auto session = new_session("order", session_life("order", 0), now);
  session.row.quote_id = row.id;
  row.token_hash = token_hash(quote_token(world, row.id));
  return session;
}

MailOrder quote_mail(const World& world, const Wish& wish, const storage::QuoteRow& row, const storage::DocumentId& document) {
  const auto language = core::parse_language(row.language).value_or(core::Language::ja);
  const auto until = world.calendar.zone().date_of(row.valid_until);
  return {.mail = outbound::MailTemplate::quote_sent,
          .language = language,
          .to = wish.customer.email,
          .recipient = {wish.customer.organization_name, wish.customer.department, wish.customer.contact_name},
          .params = {{"quote_number", row.number},
                     {"product", wish.product->name.in(language)},
                     {"names", list_names(row.names, language)},
                     {"total", domain::format_yen(row.total, language)},
                     {"valid_until", core::to_long_date(until, row.language)},
                     {"url", row.account_id ? links::account_quote_page(world.config, row.id.str())
                                            : links::quote_page(world.config, quote_token(world, row.id))}},
          .object = row.id.str(),
          .secret = !row.account_id,
          .attachment = document};
}

} // namespace

core::Result<CreatedQuote> create_quote(World& world, const Actor& actor, const QuoteRequest& request) {
  const auto now = world.clock.now();
  const auto account = account_of(actor);
  const auto wish = TRY(check(world, account, request));
  // Anybody may ask for a quote in anybody's name: one mailbox is not to be flooded with them.
  const auto mailbox = "quote:" + domain::EmailAddress::stored(wish.customer.email).key();
  TRY(world.throttle.check(mailbox, now));
  world.throttle.count(mailbox, now);

  auto row = to_row(world, wish, request, now);
  row.number = TRY(take_number(world, quote_prefix, now));
  row.account_id = account;
  std::optional<NewSession> session;
  if (!account) session = open_to_visitor(world, row, now);
  const auto document = TRY(draw_quote(world, row));
  const auto mail = quote_mail(world, wish, row, document.id);
  TRY(world.database.write([&](storage::Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_quote(tx, row));
    TRY(storage::insert_document(tx, document));
    if (session) TRY(storage::insert_session(tx, session->row));
    TRY(queue_mail(tx, world, mail, now));
    audit(tx, actor, {"quote_created", row.id.str(), account ? account->str() : "", {{"number", row.number}, {"total", row.total}}}, now);
    return {};
  }));
  CreatedQuote created{to_quote(world, row, std::nullopt, request.language), std::nullopt};
  if (session) created.session = SessionGrant{session->token, session->row.csrf_token};
  return created;
}

core::Result<Quote> view_quote(World& world, const Actor& actor, const storage::QuoteId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<Quote> {
    const auto row = TRY(load_own_quote(tx, actor, id));
    return to_quote(world, row, TRY(storage::find_order_of_quote(tx, id)), actor.language);
  });
}

core::Result<PaperFile> read_quote_pdf(World& world, const Actor& actor, const storage::QuoteId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<PaperFile> {
    TRY(load_own_quote(tx, actor, id));
    auto document = TRY(core::require(TRY(storage::find_document_of_quote(tx, id, "quote")), core::errors::not_found));
    return PaperFile{document.number, std::move(document.pdf)};
  });
}

} // namespace usecases
