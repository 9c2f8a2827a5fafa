#include "usecases/submit_application.h"

#include "domain/due_date.h"
#include "domain/vetting.h"
#include "storage/consents.h"
#include "storage/jobs.h"
#include "storage/licences.h"
#include "storage/phone_book.h"
#include "usecases/access_code.h"
#include "usecases/account_organization.h"
#include "usecases/audit.h"
#include "usecases/case_work.h"
#include "usecases/consent_links.h"
#include "usecases/judge_draft.h"
#include "usecases/links.h"
#include "usecases/look_at_caa_early.h"
#include "usecases/mail_queue.h"
#include "usecases/next_steps.h"
#include "usecases/order.h"
#include "usecases/reuse_evidence.h"
#include "usecases/screening.h"
#include "usecases/stored_json.h"

#include <tuple>

namespace usecases {
namespace {

/// Which words were accepted: version, language and the hash of the text.
std::string accepted_agreement(const Agreement& agreement, const std::string& language) {
  return agreement.version + " " + language + " sha256:" + core::sha256_hex(core::as_bytes(agreement.text));
}

/// The words themselves, so that their hash can be computed anew.
core::Result<void> keep_agreement(storage::Transaction& tx, const storage::ApplicationRow& row, core::Instant now) {
  const auto agreement = current_agreement(language_of(row));
  return storage::keep_agreement(tx,
                                 {agreement.version, row.language, core::sha256_hex(core::as_bytes(agreement.text)), agreement.text, now});
}

core::Result<void> check_agreement(const Submission& submission, const Agreement& agreement) {
  if (submission.agreement_version != agreement.version) return core::fail(errors::agreement_changed, {{"version", agreement.version}});
  FieldProblems problems;
  if (!submission.accepted) problems.add("/accepted", errors::agreement_not_accepted);
  return problems.finish();
}

storage::OrganizationRow to_row(const JudgedDraft& draft, const storage::ApplicationRow& row, const storage::ClientId& client,
                                core::Instant now) {
  const auto& o = draft.organization;
  const auto registration = draft.registration.value_or(DraftRegistration{});
  return {.id = storage::OrganizationId::make(),
          .account_id = row.account_id,
          .client_id = client,
          .name = o.name,
          .name_kana = o.name_kana,
          .name_latin = o.name_latin,
          .corporate_number = o.corporate_number,
          .country = "JP",
          .state = o.state,
          .locality = o.locality,
          .street = o.street,
          .postal_code = o.postal_code,
          .phone = o.phone,
          .certificate_organization = o.certificate_organization,
          .certificate_state = o.certificate_state,
          .certificate_locality = o.certificate_locality,
          .at_most_ten_members = draft.at_most_ten_members,
          .status = "unvetted",
          .version = 1,
          .created_at = now,
          .business_category = registration.business_category,
          .jurisdiction_country = registration.jurisdiction_country,
          .jurisdiction_state = registration.jurisdiction_state,
          .jurisdiction_locality = registration.jurisdiction_locality,
          .registration_number = registration.registration_number,
          .certificate_street = registration.certificate_street};
}

storage::ContactRow to_row(const storage::ApplicationRow& row, domain::ContactRole role, const domain::Person& p, core::Instant now) {
  return {storage::ContactId::make(),
          row.account_id,
          row.id,
          std::string(domain::to_string(role)),
          p.family_name,
          p.given_name,
          p.family_kana,
          p.given_kana,
          p.employer,
          p.department,
          p.title,
          p.email,
          p.phone,
          now};
}

/// Vetted evidence is about one legal entity as it was written then: all that was compared, claimed and that stands in certificates. What
/// an EV certificate says of the registration counts for EV only.
bool is_same(const storage::OrganizationRow& a, const storage::OrganizationRow& b, domain::ValidationLevel level) {
  const auto compared = [](const storage::OrganizationRow& o) {
    return std::tie(o.name, o.name_kana, o.name_latin, o.corporate_number, o.country, o.state, o.locality, o.street, o.postal_code, o.phone,
                    o.certificate_organization, o.certificate_state, o.certificate_locality, o.at_most_ten_members);
  };
  const auto registration = [](const storage::OrganizationRow& o) {
    return std::tie(o.business_category, o.jurisdiction_country, o.jurisdiction_state, o.jurisdiction_locality, o.registration_number,
                    o.certificate_street);
  };
  return compared(a) == compared(b) && (level != domain::ValidationLevel::ev || registration(a) == registration(b));
}

/// The account's organization that was vetted with these words, or a new one.
core::Result<storage::OrganizationId> choose_organization(storage::Transaction& tx, const storage::OrganizationRow& wanted,
                                                          domain::ValidationLevel level) {
  for (const auto& known : TRY(storage::list_organizations(tx, wanted.account_id)))
    if (known.status == "vetted" && is_same(known, wanted, level)) return known.id;
  TRY(storage::insert_organization(tx, wanted));
  return wanted.id;
}

core::Result<storage::CaseRow> open_case(storage::Transaction& tx, const storage::ApplicationRow& row, domain::ValidationLevel level,
                                         core::Instant now) {
  storage::CaseRow opened{.id = storage::CaseId::make(),
                          .application_id = row.id,
                          .account_id = row.account_id,
                          .status = "open",
                          .assigned_to = std::nullopt,
                          .recommended_by = std::nullopt,
                          .recommended_at = std::nullopt,
                          .approved_by = std::nullopt,
                          .approved_at = std::nullopt,
                          .waiting_since = std::nullopt,
                          .waited_seconds = 0,
                          .version = 1,
                          .opened_at = now};
  std::vector<storage::StepRow> steps;
  for (const auto step : domain::steps_of(level)) {
    // The submitted form itself is the evidence of the first step (domain: vetting steps and evidence).
    const auto status = step == domain::Step::application ? domain::StepStatus::passed : domain::StepStatus::not_started;
    steps.push_back({opened.id, std::string(domain::to_string(step)), std::string(domain::to_string(status)), std::nullopt, now});
  }
  TRY(storage::insert_case(tx, opened, steps));
  return opened;
}

/// EV step 1: the submitted form with what passed it (domain: vetting steps and evidence).
core::Result<void> record_submission(storage::Transaction& tx, const Actor& actor, const storage::CaseRow& opened,
                                     const storage::ApplicationRow& row, core::Instant now) {
  const auto record = TRY(add_record(tx, opened, actor,
                                     {.step = domain::Step::application,
                                      .kind = "document",
                                      .subject = row.number,
                                      .source = "application",
                                      .method = "submission",
                                      .outcome = "passed",
                                      .facts = {{"agreement", row.agreement_version},
                                                {"keyChecks", "passed"},
                                                {"csrSha256", core::sha256_hex(*row.csr)},
                                                {"draftSha256", core::sha256_hex(core::as_bytes(row.draft))}}},
                                     now));
  return storage::set_step(tx, {opened.id, "application", "passed", record, now});
}

/// Draft → submitted → vetting: the case is open from the first moment.
core::Result<void> move_to_vetting(storage::ApplicationRow& row) {
  using enum domain::ApplicationStatus;
  TRY(domain::check_move(draft, submitted));
  TRY(domain::check_move(submitted, vetting));
  row.status = std::string(domain::to_string(vetting));
  return {};
}

core::Result<MailOrder> received_mail(const World& world, const storage::ApplicationRow& row, const JudgedDraft& draft, std::string tasks) {
  const auto language = language_of(row);
  const auto technical =
      std::ranges::find(draft.contacts, domain::ContactRole::technical, &std::pair<domain::ContactRole, domain::Person>::first);
  if (technical == draft.contacts.end()) return core::fail(errors::field_missing);
  const auto& person = technical->second;
  const auto due = domain::due_dates(row.submitted_at.value(), {}, world.calendar);
  return MailOrder{.mail = outbound::MailTemplate::application_received,
                   .language = language,
                   .to = person.email,
                   .recipient = {person.employer, person.department, person.full_name()},
                   .params = {{"application_number", row.number},
                              {"product", product_name(world, row.product, language)},
                              {"names", list_names(row.names, language)},
                              {"tasks", std::move(tasks)},
                              {"due_on", core::to_long_date(due.standard, row.language)},
                              {"url", links::application_page(world.config, row.id.str())}},
                   .object = row.id.str()};
}

struct Judged {
  storage::ApplicationRow row;
  const domain::Product* product = nullptr;
  JudgedDraft draft;
};

/// A04: names beyond those included were bought with the order.
core::Result<void> check_ordered(World& world, const storage::ApplicationRow& row, const domain::Product& product,
                                 const domain::NamePlan& plan) {
  if (plan.extra_name_licences == 0) return {};
  const auto licences =
      TRY(world.database.read([&](storage::Transaction& tx) { return storage::list_licences_of_order(tx, row.order_id); }));
  const auto ordered = std::ranges::count(licences, product.extra_name_licence, &storage::LicenceRow::kind);
  if (plan.extra_name_licences <= ordered) return {};
  FieldProblems problems;
  problems.add("/draft/names", errors::names_not_ordered,
               {{"ordered", std::to_string(ordered)}, {"wanted", std::to_string(plan.extra_name_licences)}});
  return problems.finish();
}

core::Result<Judged> load_and_judge(World& world, const Actor& actor, const storage::ApplicationId& id) {
  auto row = TRY(world.database.read([&](storage::Transaction& tx) { return load_own_application(tx, actor, id); }));
  TRY(check_editable(row));
  const auto* product = TRY(world.catalogue.product(row.product));
  const auto draft = from_stored<Draft>(row.draft);
  auto policy = key_policy(world);
  if (const auto csr = draft.csr ? pki::Csr::parse(*draft.csr) : core::fail(errors::field_missing))
    policy = TRY(world.database.read([&](storage::Transaction& tx) { return key_policy_for(tx, world, *csr); }));
  auto judged = TRY(judge_draft(world, {draft, *product, actor.language}, policy));
  TRY(check_ordered(world, row, *product, judged.names));
  return Judged{std::move(row), product, std::move(judged)};
}

/// What the organization and the orderer are reached at, as they say; contacts' numbers are kept with the contacts.
core::Result<void> keep_claims(storage::Transaction& tx, const storage::OrderRow& order, const storage::ApplicationRow& row,
                               const std::string& organization_phone) {
  TRY(storage::keep_claim(tx, {row.id, "organization", organization_phone}));
  return storage::keep_claim(tx, {row.id, "orderer", from_stored<Customer>(order.customer).phone});
}

core::Result<Application> save(storage::Transaction& tx, const World& world, const Actor& actor, const Judged& judged, core::Instant now) {
  auto row = judged.row;
  const auto order = TRY(storage::load_order(tx, row.order_id, storage::Tenant::any()));
  TRY(check_right(world, order, now));
  const auto& applicant = judged.draft.organization;
  TRY(check_applicant(tx, row.account_id, {applicant.name, applicant.corporate_number}));
  const auto client = TRY(storage::load_primary_client(tx, row.account_id));
  const auto organization = TRY(choose_organization(tx, to_row(judged.draft, row, client.id, now), judged.product->level));
  for (const auto& [role, person] : judged.draft.contacts) TRY(storage::put_contact(tx, to_row(row, role, person, now)));
  TRY(keep_claims(tx, order, row, applicant.phone));
  row.organization_id = organization;
  row.csr = judged.draft.csr;
  row.names.clear();
  for (const auto& name : judged.draft.names.names) row.names.push_back(name.str());
  row.agreement_version = accepted_agreement(current_agreement(language_of(row)), row.language);
  row.agreement_accepted_at = now;
  TRY(keep_agreement(tx, row, now));
  row.submitted_at = now;
  TRY(move_to_vetting(row));
  TRY(storage::update_application(tx, row)); // refuses where the version is no longer the one that was judged
  ++row.version;
  const auto opened = TRY(open_case(tx, row, judged.product->level, now));
  if (judged.product->level == domain::ValidationLevel::ev) TRY(record_submission(tx, actor, opened, row, now));
  TRY(ask_for_consents(tx, world, row, now));
  TRY(reuse_evidence(tx, world, actor, {row, opened.id, *judged.product}, now));
  TRY(storage::upsert_job(tx, {std::string(caa_look_job), row.id.str(), "{}", now}));
  static_cast<void>(TRY(screen_case(tx, actor, opened, ScreeningCause::submission, now)));
  TRY(queue_mail(tx, world, TRY(received_mail(world, row, judged.draft, TRY(next_steps_text(tx, world, row, opened.id)))), now));
  audit(tx, actor,
        {"application_submitted",
         row.id.str(),
         row.account_id.str(),
         {{"case", opened.id.str()},
          {"agreement", row.agreement_version},
          {"csr_sha256", core::sha256_hex(*row.csr)},
          {"draft_sha256", core::sha256_hex(core::as_bytes(row.draft))}}},
        now);
  return compose_application(tx, world, actor, row);
}

} // namespace

core::Result<Application> submit_application(World& world, const Actor& actor, const storage::ApplicationId& id,
                                             const Submission& submission, std::optional<std::int64_t> seen) {
  const auto now = world.clock.now();
  const auto judged = TRY(load_and_judge(world, actor, id));
  if (seen && *seen != judged.row.version) return core::fail(core::errors::version_stale);
  TRY(check_agreement(submission, current_agreement(language_of(judged.row))));
  return world.database.write([&](storage::Transaction& tx) { return save(tx, world, actor, judged, now); });
}

} // namespace usecases
