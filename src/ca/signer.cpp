#include "ca/signer.h"

#include "ca/ceremony.h"
#include "ca/errors.h"
#include "ca/files.h"
#include "core/fault.h"
#include "core/log.h"
#include "pki/certificate.h"
#include "pki/der.h"

#include <sys/stat.h>

namespace ca {
namespace {

constexpr std::string_view version = "0.1.0";
/// For the signer before this one, which answers what it has read before it ends.
constexpr auto patience = std::chrono::seconds{10};

core::Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return core::fail(errors::signer_file_unwritable, {{"file", folder.string()}}, failed.message());
  ::chmod(folder.c_str(), 0700);
  return {};
}

core::Result<core::Bytes> assemble(const RecordedCertificate& recorded) {
  auto fields = TRY(pki::der::read_sequence(recorded.tbs));
  TRY(fields.any());
  TRY(fields.any());
  const auto algorithm = TRY(fields.any()); // version, serialNumber, signature
  pki::der::Writer out(recorded.tbs.size() + 600);
  out.sequence([&] { out.raw(recorded.tbs).raw(algorithm.whole).bit_string(*recorded.signature); });
  return out.take();
}

} // namespace

Signer::Signer(std::filesystem::path directory, SignerConfig config)
    : directory_(std::move(directory)), config_(std::move(config)), rate_(config_.certificates_per_hour) {}

core::Result<std::unique_ptr<Signer>> Signer::open(const std::filesystem::path& data, std::optional<core::Instant> test_clock) {
  const auto directory = data / "signer";
  TRY(make_folder(directory));
  auto config = TRY(load_signer_config(directory / "signer.toml"));
  std::unique_ptr<Signer> signer(new Signer(directory, std::move(config)));
  if (test_clock) signer->test_clock_.emplace(*test_clock);
  TRY(signer->load_agencies(data / policy::agencies_file));
  signer->record_ = TRY(Record::open(directory / "record", patience));
  if (signer->record_->torn() > 0) core::log::warn("record_tail_cut", {{"octets", std::to_string(signer->record_->torn())}});
  return signer;
}

core::Result<void> Signer::load_agencies(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return {};
  const auto text = TRY(read_file(file));
  own_agencies_ = TRY(policy::RegistrationAgencies::parse(core::as_text(text), file.string()));
  agencies_ = &*own_agencies_;
  return {};
}

core::Result<void> Signer::load_hierarchy() {
  auto file = TRY(HierarchyFile::read(directory_ / "hierarchy.toml"));
  if (!file) return {};
  const auto secret = TRY(read_passphrase(directory_));
  auto keys = TRY(open_key_store(file->key_store, directory_, secret));
  owned_hierarchy_ = TRY(Hierarchy::load(std::move(*file), std::move(keys), *record_, directory_));
  hierarchy_ = owned_hierarchy_.get();
  return {};
}

core::Result<Authority*> Signer::authority(std::string_view slug) const {
  const auto* hierarchy = this->hierarchy();
  if (hierarchy == nullptr) return core::fail(errors::hierarchy_missing);
  auto* found = hierarchy->find(slug);
  if (found == nullptr) return core::fail(errors::issuer_unknown, {{"issuer", std::string(slug)}});
  return found;
}

pki::signer::StatusReply Signer::status() const {
  pki::signer::StatusReply reply;
  reply.version = version;
  reply.issued = record_->issued();
  if (const auto* hierarchy = this->hierarchy(); hierarchy != nullptr) {
    reply.initialized = true;
    reply.rules = hierarchy->rules().name();
    reply.policy_sha256 = hierarchy->rules().sha256();
  }
  return reply;
}

core::Result<pki::signer::IssuersReply> Signer::issuers() const {
  const auto* hierarchy = this->hierarchy();
  if (hierarchy == nullptr) return core::fail(errors::hierarchy_missing);
  pki::signer::IssuersReply reply;
  for (const auto& authority : hierarchy->authorities()) reply.issuers.push_back(authority->entry());
  return reply;
}

core::Result<pki::signer::IssuersReply> Signer::create_hierarchy(const pki::signer::CreateHierarchy& plan) {
  const std::scoped_lock lock(creating_);
  if (hierarchy() != nullptr) return core::fail(errors::hierarchy_exists);
  if (plan.key_store == "file") TRY(ensure_passphrase(directory_)); // a token's PIN exists already, and a wrong one may lock it
  const auto secret = TRY(read_passphrase(directory_));
  auto keys = TRY(open_key_store(plan.key_store, directory_, secret));
  auto file = TRY(hold_ceremony(plan, Workshop{*keys, *record_, directory_}, test_clock_ ? plan.now : now()));
  core::fault::point("signer.ceremony.held");
  TRY(file.write(directory_ / "hierarchy.toml"));
  core::fault::point("signer.ceremony.written");
  owned_hierarchy_ = TRY(Hierarchy::load(std::move(file), std::move(keys), *record_, directory_));
  const auto at = test_clock_ ? plan.now : now();
  for (const auto& authority : owned_hierarchy_->authorities())
    (void)TRY(authority->responder(at, at, owned_hierarchy_->workshop(*record_, directory_)));
  hierarchy_ = owned_hierarchy_.get();
  core::log::info("hierarchy_made", {{"rules", plan.rules}, {"keys", plan.key_store}});
  return issuers();
}

core::Result<pki::signer::SettleReply> Signer::settle(const pki::signer::Settle& request) {
  (void)TRY(authority(request.issuer));
  const auto found = TRY(record_->settle({RecordFrame::Kind::burnt, now(), request.issuer, pki::serial_magnitude(request.serial), {}, {}}));
  pki::signer::SettleReply reply;
  if (found && found->signature) reply.certificate = TRY(assemble(*found));
  return reply;
}

core::Result<pki::signer::StatusReply> Signer::set_clock(core::Instant now) {
  if (!test_clock_) return core::fail(errors::clock_fixed);
  test_clock_->set(now);
  return status();
}

} // namespace ca
