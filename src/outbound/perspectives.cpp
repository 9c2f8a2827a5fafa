#include "outbound/perspectives.h"

#include "outbound/errors.h"
#include "outbound/perspective_calls.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <set>

namespace outbound {
namespace {

constexpr std::size_t most_testimonies = 200'000;

std::size_t expected_sightings(const Look& look) {
  const auto* caa = std::get_if<CaaLook>(&look);
  return caa == nullptr ? 1 : caa->questions.size();
}

core::Result<std::vector<Sighting>> sightings_of(core::Result<LookReply> reply, std::size_t expected) {
  auto read = TRY(std::move(reply));
  if (read.sightings.size() != expected) return core::fail(errors::perspective_message_invalid, {{"why", "sightings"}});
  return std::move(read.sightings);
}

} // namespace

Perspectives::Perspectives(std::vector<PerspectiveAddress> addresses, const core::Clock& clock, std::chrono::milliseconds timeout)
    : addresses_(std::move(addresses)), clock_(clock), timeout_(timeout) {}

std::vector<Testimony> Perspectives::ask(const Look& look) const {
  auto replies = call_perspectives(addresses_, look, timeout_);
  std::vector<Testimony> said;
  for (std::size_t i = 0; i < addresses_.size(); ++i)
    said.push_back({addresses_[i].name, addresses_[i].region, sightings_of(std::move(replies[i]), expected_sightings(look))});
  return said;
}

std::shared_ptr<const CaaTestimony> Perspectives::to_testimony(const std::vector<Testimony>& said, std::size_t index,
                                                               const CaaQuestion& question) const {
  CaaTestimony testimony{.words = {}, .question = question, .fresh_until = core::Instant::max(), .evidence = {}};
  std::set<std::string_view> regions;
  for (const auto& one : said) {
    const auto* sighting = one.sightings ? &(*one.sightings)[index] : nullptr;
    const auto result = sighting == nullptr ? std::string(one.sightings.error().code.name) : sighting->result;
    const bool permits = sighting != nullptr && sighting->agrees;
    testimony.words.push_back({one.perspective, one.region, permits, result});
    testimony.evidence += fmt::format("{} CAA by {} ({}): {}\n", question.name, one.perspective, one.region, result);
    if (!permits) continue;
    ++testimony.permitting;
    regions.insert(one.region);
    testimony.restricted = testimony.restricted || sighting->restricted;
    testimony.fresh_until = std::min(testimony.fresh_until, clock_.now() + std::chrono::seconds{sighting->fresh_for});
  }
  testimony.regions = static_cast<int>(regions.size());
  testimony.evidence += fmt::format("{} CAA perspectives: {}/{}\n", question.name, testimony.permitting, said.size());
  return std::make_shared<const CaaTestimony>(std::move(testimony));
}

std::vector<std::shared_ptr<const CaaTestimony>> Perspectives::ask_caa(const std::vector<CaaQuestion>& questions,
                                                                       const std::vector<std::string>& issuer_domains) {
  const auto said = ask(CaaLook{questions, issuer_domains});
  std::vector<std::shared_ptr<const CaaTestimony>> testimonies;
  for (std::size_t i = 0; i < questions.size(); ++i) testimonies.push_back(to_testimony(said, i, questions[i]));
  const std::unique_lock lock(mutex_);
  if (caa_.size() + questions.size() > most_testimonies) caa_.clear();
  for (const auto& testimony : testimonies)
    if (testimony->permitting > 0) caa_[testimony->question.name] = testimony;
  return testimonies;
}

std::shared_ptr<const CaaTestimony> Perspectives::known_caa(const std::string& name) const {
  const auto now = clock_.now();
  const std::shared_lock lock(mutex_);
  const auto found = caa_.find(name);
  if (found == caa_.end() || now >= found->second->fresh_until) return nullptr;
  return found->second;
}

} // namespace outbound
