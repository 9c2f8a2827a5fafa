#include "ca/worker.h"

#include "ca/errors.h"
#include "ca/linted_certificate.h"
#include "core/fault.h"
#include "core/log.h"

#include <algorithm>

namespace ca {
namespace {

using namespace pki::signer;

template <class T>
Reply to_reply(core::Result<T> result) {
  if (result) return Reply(std::move(*result));
  core::log::warn("refused", {{"code", std::string(result.error().code.name)}, {"cause", result.error().cause}});
  return Reply(to_refusal(result.error()));
}

Reply refuse(const core::Error& error) { return to_reply(core::Result<StatusReply>(core::fail(error))); }

core::Error used(core::ByteView serial) { return {errors::serial_used, {{"serial", core::to_hex(serial)}}, {}, {}}; }

} // namespace

core::Result<SigningSession*> Sessions::of(const SigningKey& key) {
  auto& session = sessions_[&key];
  if (!session) session = TRY(key.open());
  return session.get();
}

struct Worker::Pending {
  std::size_t place = 0; ///< in the batch
  const Issue* request = nullptr;
  Authority* authority = nullptr;
  core::Instant at;
  core::Bytes serial;
  std::optional<LintedCertificate> linted;
  SignedCertificate made;

  RecordFrame frame(RecordFrame::Kind kind) const {
    const bool first = kind == RecordFrame::Kind::to_be_signed;
    return {kind,
            at,
            authority->slug(),
            serial,
            first ? std::string_view(request->intent_id) : std::string_view(),
            first ? linted->tbs() : core::ByteView(made.signature)};
  }
};

core::Bytes Worker::answer(std::span<const Request> batch) {
  std::vector<Reply> replies(batch.size());
  issue_all(batch, replies);
  core::Bytes out;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (!std::holds_alternative<Issue>(batch[i].message)) replies[i] = answer_one(batch[i].message);
    auto frame = encode(batch[i].request_id, replies[i]);
    if (!frame) frame = encode(batch[i].request_id, Reply(to_refusal(frame.error())));
    if (frame) out.insert(out.end(), frame->begin(), frame->end());
  }
  return out;
}

void Worker::issue_all(std::span<const Request> batch, std::vector<Reply>& replies) {
  std::vector<Pending> pending;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto* request = std::get_if<Issue>(&batch[i].message);
    if (request == nullptr) continue;
    auto prepared = prepare_one(*request);
    if (!prepared) {
      replies[i] = refuse(prepared.error());
      continue;
    }
    prepared->place = i;
    pending.push_back(std::move(*prepared));
  }
  if (pending.empty()) return;
  core::fault::point("signer.linted");
  record_all(pending, replies);
  core::fault::point("signer.recorded");
  sign_all(pending, replies);
  core::fault::point("signer.signed");
  const auto kept = complete_all(pending);
  core::fault::point("signer.synced");
  for (std::size_t i = 0; i < pending.size(); ++i) {
    auto& one = pending[i];
    const bool handed_out = kept && (*kept)[i];
    replies[one.place] = handed_out ? Reply(IssueReply{std::move(one.made.der)}) : refuse(kept ? used(one.serial) : kept.error());
  }
}

core::Result<Worker::Pending> Worker::prepare_one(const Issue& request) {
  auto* authority = TRY(signer_.authority(request.issuer));
  const auto* profile = find_profile(request.profile);
  if (profile == nullptr || authority->entry().purpose != profile->purpose)
    return core::fail(errors::profile_unknown, {{"profile", request.profile}});
  const auto now = signer_.now();
  const auto& day = limits(profile->name, now);
  TRY(check_request({*profile, day, now, authority->crl_url_prefix()}, request));
  if (!signer_.rate().take()) return core::fail(errors::rate_limited);
  const auto subject = TRY(pki::build_name(request.subject));
  pki::TbsFields fields;
  fields.serial = request.serial;
  fields.not_before = request.not_before;
  fields.not_after = request.not_after;
  fields.subject_der = subject;
  fields.spki = request.spki;
  fields.dns_names = request.dns_names;
  fields.crl_url = request.crl_url;
  const auto& identity = authority->identity();
  const lint::CertificateContext context{.kind = lint::CertificateKind::tls_leaf,
                                         .profile = profile->name,
                                         .signing_time = now,
                                         .max_validity = day.max_validity,
                                         .not_before_skew = day.not_before_skew,
                                         .signature_algorithm = identity.signature_algorithm,
                                         .issuer_subject_der = identity.subject_der,
                                         .issuer_key_identifier = identity.key_identifier,
                                         .issuer_not_after = authority->certificate().not_after(),
                                         .agencies = &signer_.agencies()};
  auto tbs = TRY(authority->tls_template().build(fields));
  Pending pending;
  pending.request = &request;
  pending.authority = authority;
  pending.at = now;
  pending.serial = core::to_bytes(pki::serial_magnitude(request.serial));
  pending.linted = TRY(prepare(std::move(tbs), context));
  return pending;
}

const DayLimits& Worker::limits(std::string_view profile, core::Instant now) {
  auto found = limits_.find(profile);
  const auto day = std::chrono::floor<std::chrono::days>(now);
  if (found == limits_.end() || found->second.day != day)
    found = limits_.insert_or_assign(std::string(profile), limits_on(signer_.hierarchy()->rules(), profile, now)).first;
  return found->second;
}

void Worker::record_all(std::vector<Pending>& pending, std::vector<Reply>& replies) {
  std::vector<RecordFrame> frames;
  for (const auto& one : pending) frames.push_back(one.frame(RecordFrame::Kind::to_be_signed));
  const auto free = signer_.record().reserve(frames);
  std::vector<Pending> kept;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    if (free && (*free)[i]) {
      kept.push_back(std::move(pending[i]));
      continue;
    }
    replies[pending[i].place] = refuse(free ? used(pending[i].serial) : free.error());
  }
  pending = std::move(kept);
}

void Worker::sign_all(std::vector<Pending>& pending, std::vector<Reply>& replies) {
  const auto sign_one = [&](Pending& one) -> core::Result<void> {
    auto* session = TRY(sessions_.of(*one.authority->key()));
    one.made = TRY(sign(std::move(*one.linted), *session));
    core::fault::point("signer.signing");
    return {};
  };
  std::erase_if(pending, [&](Pending& one) {
    const auto made = sign_one(one);
    if (!made) replies[one.place] = refuse(made.error());
    return !made;
  });
}

core::Result<std::vector<bool>> Worker::complete_all(const std::vector<Pending>& pending) {
  std::vector<RecordFrame> frames;
  for (const auto& one : pending) frames.push_back(one.frame(RecordFrame::Kind::signature));
  auto kept = TRY(signer_.record().complete(frames));
  core::fault::point("signer.completed");
  TRY(signer_.record().sync());
  return kept;
}

Reply Worker::answer_one(const pki::signer::Request& request) {
  struct Visitor {
    Worker& worker;
    Reply operator()(const StatusRequest&) const { return worker.signer_.status(); }
    Reply operator()(const CreateHierarchy& plan) const { return to_reply(worker.signer_.create_hierarchy(plan)); }
    Reply operator()(const IssuersRequest&) const { return to_reply(worker.signer_.issuers()); }
    Reply operator()(const Issue&) const { return Refusal{}; } // answered with its batch
    Reply operator()(const Settle& settle) const { return to_reply(worker.signer_.settle(settle)); }
    Reply operator()(const SignCrl& crl) const { return to_reply(worker.sign_crl(crl)); }
    Reply operator()(const SignOcsp& ocsp) const { return to_reply(worker.sign_ocsp(ocsp)); }
    Reply operator()(const SetClock& clock) const { return to_reply(worker.signer_.set_clock(clock.now)); }
  };
  return std::visit(Visitor{*this}, request);
}

} // namespace ca
