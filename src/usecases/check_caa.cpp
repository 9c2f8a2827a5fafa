#include "usecases/check_caa.h"

#include "core/log.h"
#include "usecases/corroboration.h"
#include "usecases/report_prevented_issuance.h"

#include <fmt/format.h>

namespace usecases {
namespace {

policy::MpicResult votes_of(const outbound::CaaTestimony& testimony) {
  return {.remotes = static_cast<int>(testimony.words.size()), .corroborating = testimony.permitting, .rir_regions = testimony.regions};
}

/// Kept answers are judged by the rules of this instant; those that were restricted count for the question that they were given to only.
bool still_stands(const World& world, std::string_view profile, const outbound::CaaTestimony& testimony,
                  const outbound::CaaQuestion* question) {
  if (testimony.restricted && (question == nullptr || testimony.question != *question)) return false;
  return domain::makes_quorum(world.rules, profile, votes_of(testimony), world.clock.now());
}

/// What is at hand of the perspectives; nothing where they must be asked.
std::optional<std::string> known_words(const World& world, std::string_view profile, const std::string& name,
                                       const outbound::CaaQuestion* question) {
  const auto known = world.perspectives->known_caa(name);
  if (!known || !still_stands(world, profile, *known, question)) return std::nullopt;
  return known->evidence;
}

core::Result<std::string> judge(const World& world, std::string_view profile, const outbound::CaaTestimony& testimony) {
  std::vector<domain::Vote> votes;
  for (const auto& word : testimony.words) votes.push_back({word.perspective, word.region, word.permits, word.result});
  TRY(domain::check_corroboration(world.rules, profile, votes, world.clock.now()));
  return testimony.evidence;
}

core::Failure prevent(World& world, const Actor& actor, const CaaCheck& check, PreventedIssuance prevented) {
  prevented.account_id = check.account_id;
  auto error = prevented.error;
  if (const auto reported = report_prevented_issuance(world, actor, prevented); !reported)
    core::log::error("prevented_issuance_not_recorded", reported.error());
  return core::fail(std::move(error));
}

core::Result<std::string> check_from_here(World& world, const Actor& actor, const CaaCheck& check) {
  std::string evidence;
  for (const auto& question : check.questions) {
    auto answer = world.caa.check(question);
    if (!answer.permitted())
      return prevent(world, actor, check,
                     {{},
                      question,
                      std::move(answer.owner),
                      std::move(*answer.decision.error),
                      std::move(answer.evidence),
                      std::move(answer.decision.iodef)});
    evidence += fmt::format("{} by {} for {}\n", question.name, question.method, question.account_uri) + answer.evidence;
  }
  return evidence;
}

core::Result<std::string> check_from_elsewhere(World& world, const Actor& actor, const CaaCheck& check) {
  std::string evidence;
  std::vector<outbound::CaaQuestion> open;
  for (const auto& question : check.questions) {
    if (const auto known = known_words(world, check.profile, question.name, &question))
      evidence += *known;
    else
      open.push_back(question);
  }
  if (open.empty()) return evidence;
  for (const auto& testimony : world.perspectives->ask_caa(open, world.caa.issuer_domains())) {
    auto judged = judge(world, check.profile, *testimony);
    if (!judged) return prevent(world, actor, check, {{}, testimony->question, {}, judged.error(), testimony->evidence, {}});
    evidence += *judged;
  }
  return evidence;
}

} // namespace

std::string caa_account_uri(const World& world, std::string_view account_id) {
  return fmt::format("acct:{}@{}", account_id, world.caa.issuer_domains().front());
}

std::string caa_method_label(domain::DcvMethod method) { return fmt::format("ca-tbr-{}", domain::policy_method(method).substr(1)); }

CaaCheck make_caa_check(const World& world, const storage::AccountId& account, const domain::IssuanceFacts& facts) {
  CaaCheck check{account.str(), facts.profile, {}};
  for (const auto& name : facts.names) {
    const auto proof = domain::fresh_proof(facts.proofs, name, world.rules, facts.profile, world.clock.now());
    check.questions.push_back({name.str(), caa_account_uri(world, account.str()), proof ? caa_method_label(proof->method) : std::string()});
  }
  return check;
}

core::Result<std::string> check_caa(World& world, const Actor& actor, const CaaCheck& check) {
  TRY(domain::check_perspectives(world.rules, check.profile, perspective_count(world), world.clock.now()));
  auto evidence = TRY(check_from_here(world, actor, check));
  if (perspective_count(world) != 0) evidence += TRY(check_from_elsewhere(world, actor, check));
  return evidence;
}

std::optional<std::string> known_caa(const World& world, std::string_view profile, std::span<const std::string> names) {
  auto evidence = world.caa.known_permission(names);
  if (!evidence) return std::nullopt;
  if (perspective_count(world) == 0)
    return domain::check_perspectives(world.rules, profile, 0, world.clock.now()) ? std::move(evidence) : std::nullopt;
  for (const auto& name : names) {
    const auto known = known_words(world, profile, name, nullptr);
    if (!known) return std::nullopt;
    *evidence += *known;
  }
  return evidence;
}

} // namespace usecases
