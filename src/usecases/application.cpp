#include "usecases/application.h"

#include "core/errors.h"
#include "core/time.h"
#include "storage/accounts.h"
#include "storage/issuance.h"
#include "usecases/access_code.h"
#include "usecases/applicant_view.h"
#include "usecases/case_clock.h"
#include "usecases/correct_subject.h"
#include "usecases/domain_step.h"
#include "usecases/download_link.h"
#include "usecases/end_application.h"
#include "usecases/errors.h"
#include "usecases/links.h"
#include "usecases/mail_about_ending.h"
#include "usecases/order.h"
#include "usecases/reader_views.h"
#include "usecases/reuse_evidence.h"
#include "usecases/stored_json.h"

namespace usecases {
namespace {

/// The request that the draft or the submitted application holds, as it is judged today.
core::Result<std::optional<CsrInspection>> inspect(storage::Transaction& tx, const World& world, const Actor& actor,
                                                   const storage::ApplicationRow& row, const Draft& draft) {
  if (!row.csr && !draft.csr) return std::optional<CsrInspection>{};
  const auto csr = pki::Csr::parse(row.csr ? core::as_text(*row.csr) : std::string_view(*draft.csr));
  if (!csr) return std::optional<CsrInspection>{};
  return std::optional(describe_csr(*csr, TRY(key_policy_for(tx, world, *csr)), actor.language));
}

/// Due dates while it is vetted, and whose turn it is.
void add_clock(const CaseLine& line, const storage::ApplicationRow& row, Application& out) {
  if (!line.clock) return;
  out.due_on = core::to_string(line.clock->due.standard);
  out.due_on_latest = core::to_string(line.clock->due.latest);
  if (row.status == "waiting_for_applicant" || row.status == "vetting" || row.status == "submitted")
    out.turn = line.row.waiting_since ? "applicant" : "desk";
  out.waiting_days = line.clock->waiting_days;
  if (out.turn == "applicant") out.waiting_since = line.row.waiting_since;
}

core::Result<void> add_ending(storage::Transaction& tx, const storage::ApplicationRow& row, Application& out, core::Language language) {
  const auto found = TRY(storage::find_ending(tx, row.id));
  if (!found) return {};
  const Ending ending{.to = domain::parse_state<domain::ApplicationStatus>(found->kind).value_or(domain::ApplicationStatus::rejected),
                      .reason_code = found->reason_code,
                      .reason = found->reason};
  const auto words = ending_words(ending, found->new_code, language);
  out.ending = ApplicationEnd{found->kind, found->ended_at, found->reason_code, words.what, words.next, found->new_code};
  return {};
}

core::Result<void> add_case(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row, Application& out) {
  const auto vetting_case = TRY(storage::find_case_of_application(tx, row.id));
  if (!vetting_case || !row.submitted_at) return {};
  for (const auto& step : TRY(storage::list_steps(tx, vetting_case->id))) out.steps.push_back({step.step, step.status, step.changed_at});
  for (const auto& note : TRY(storage::list_notes(tx, vetting_case->id)))
    if (note.visible_to_applicant) out.messages.push_back({note.at, note.text});
  out.questions = TRY(questions_for_applicant(tx, vetting_case->id));
  add_clock(
      with_clock(world, TRY(storage::load_case_summary(tx, vetting_case->id)), to_waits(TRY(storage::list_waits(tx, vetting_case->id)))),
      row, out);
  return {};
}

/// Its own, and those of earlier applications that its case uses.
core::Result<void> add_validations(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row, Application& out,
                                   core::Language language) {
  const auto vetting_case = TRY(storage::find_case_of_application(tx, row.id));
  const auto show = [&](const storage::ValidationRow& validation) { return show_validation(tx, world, validation, language); };
  for (const auto& validation : TRY(storage::list_validations(tx, row.id))) out.validations.push_back(TRY(show(validation)));
  if (!vetting_case) return {};
  for (const auto& validation : TRY(reused_validations(tx, world, row)))
    if (auto shown = TRY(show(validation)); shown.usable) out.validations.push_back(std::move(shown));
  return {};
}

core::Result<std::optional<std::string>> find_download(storage::Transaction& tx, const World& world, const storage::ApplicationRow& row) {
  if (!row.certificate_id) return std::optional<std::string>{};
  const auto token = download_token(world, *row.certificate_id);
  const auto link = TRY(storage::find_download_link(tx, core::sha256_hex(core::as_bytes(token)), world.clock.now()));
  if (!link) return std::optional<std::string>{};
  return std::optional(links::download_page(world.config, token));
}

std::vector<Action> actions_of(const storage::ApplicationRow& row, const core::Result<void>& correctable, core::Language language) {
  return {make_action("saveDraft", check_editable(row), language), make_action("submit", check_editable(row), language),
          make_action("createValidation", check_validations_open(row), language), make_action("correctSubject", correctable, language),
          make_action("withdraw", check_withdrawable(row), language)};
}

std::vector<ApplicationRole> roles_of(domain::ValidationLevel level) {
  std::vector<ApplicationRole> out;
  const auto roles = domain::required_roles(level);
  for (auto role = roles.begin(); role != roles.end(); ++role) {
    ApplicationRole entry{std::string(domain::to_string(*role)), {}, {}};
    for (auto earlier = roles.begin(); earlier != role; ++earlier) {
      if (domain::may_be_one_person(*earlier, *role, false)) entry.same_as.emplace_back(domain::to_string(*earlier));
      if (domain::may_be_one_person(*earlier, *role, true)) entry.same_as_if_few.emplace_back(domain::to_string(*earlier));
    }
    out.push_back(std::move(entry));
  }
  return out;
}

void show_corrected(const storage::OrganizationRow& organization, Draft& draft) {
  if (draft.organization) {
    draft.organization->certificate_organization = organization.certificate_organization;
    draft.organization->certificate_state = organization.certificate_state;
    draft.organization->certificate_locality = organization.certificate_locality;
  }
  if (draft.registration) draft.registration->certificate_street = organization.certificate_street;
}

} // namespace

Agreement current_agreement(core::Language language) {
  return {core::message(language, "agreement", "version"), core::message(language, "agreement", "text")};
}

core::Result<void> check_editable(const storage::ApplicationRow& row) {
  if (row.status == "draft") return {};
  return core::fail(errors::application_not_editable, {{"number", row.number}, {"status", row.status}});
}

core::Result<void> check_validations_open(const storage::ApplicationRow& row) {
  for (const std::string_view open : {"submitted", "vetting", "waiting_for_applicant"})
    if (row.status == open) return {};
  return core::fail(errors::validation_not_open, {{"number", row.number}, {"status", row.status}});
}

core::Result<storage::ApplicationRow> load_own_application(storage::Transaction& tx, const Actor& actor, const storage::ApplicationId& id) {
  auto row = TRY(storage::load_application(tx, id, storage::Tenant::any()));
  if (actor.is_staff || actor.application_id == id.str()) return row;
  // An applicant's session is for one application; a user sees those of the account, an orderer the one of the order.
  if (actor.is_customer && actor.account_id == row.account_id.str()) return row;
  if (actor.application_id.empty() && !actor.order_id.empty() && actor.order_id == row.order_id.str()) return row;
  return core::fail(core::errors::not_found);
}

core::Result<Draft> load_corrected_draft(storage::Transaction& tx, const storage::ApplicationRow& row) {
  auto draft = from_stored<Draft>(row.draft);
  if (row.organization_id) show_corrected(TRY(storage::load_organization(tx, *row.organization_id, storage::Tenant::any())), draft);
  return draft;
}

core::Result<Application> compose_application(storage::Transaction& tx, const World& world, const Actor& actor,
                                              const storage::ApplicationRow& row) {
  const auto order = TRY(storage::load_order(tx, row.order_id, storage::Tenant::any()));
  auto draft = TRY(load_corrected_draft(tx, row));
  const auto level = TRY(world.catalogue.product(row.product))->level;
  Application out{.id = row.id.str(),
                  .number = row.number,
                  .order_id = row.order_id.str(),
                  .order_number = order.number,
                  .product = row.product,
                  .product_name = product_name(world, row.product, actor.language),
                  .level = std::string(domain::to_string(level)),
                  .roles = roles_of(level),
                  .status = row.status,
                  .language = row.language,
                  .draft = {},
                  .names = row.status == "draft" && draft.names ? *draft.names : std::vector<std::string>(row.names),
                  .csr = TRY(inspect(tx, world, actor, row, draft)),
                  .submitted_at = row.submitted_at,
                  .due_on = {},
                  .due_on_latest = {},
                  .steps = {},
                  .validations = {},
                  .messages = {},
                  .questions = {},
                  .history = {},
                  .decision_reason = row.decision_reason,
                  .certificate_id = row.certificate_id ? std::optional(row.certificate_id->str()) : std::nullopt,
                  .download_url = TRY(find_download(tx, world, row)),
                  .agreement = current_agreement(language_of(row)),
                  .version = row.version,
                  .actions = actions_of(row, check_correctable(tx, row), actor.language)};
  out.draft = std::move(draft);
  if (row.status == "draft") {
    out.turn = "applicant";
    out.apply_by = core::to_string(world.calendar.zone().date_of(apply_by(world, order) - std::chrono::seconds{1}));
  }
  TRY(add_case(tx, world, row, out));
  TRY(add_ending(tx, row, out, actor.language));
  TRY(add_validations(tx, world, row, out, actor.language));
  out.caa = TRY(show_caa_looks(tx, row.id, actor.language));
  out.caa_advice = make_caa_advice(world, row.account_id.str(), TRY(world.catalogue.product(row.product))->rule_profile);
  out.history = applicant_history(row, out);
  if (actor.is_tracker) keep_state_only(out, actor.language);
  if (actor.is_customer) keep_progress_only(out);
  return out;
}

core::Result<Application> view_application(World& world, const Actor& actor, const storage::ApplicationId& id) {
  return world.database.read([&](storage::Transaction& tx) -> core::Result<Application> {
    return compose_application(tx, world, actor, TRY(load_own_application(tx, actor, id)));
  });
}

} // namespace usecases
