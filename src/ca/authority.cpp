#include "ca/authority.h"

#include "ca/errors.h"
#include "ca/linted_certificate.h"
#include "core/crypto.h"
#include "core/fault.h"
#include "core/log.h"
#include "core/time.h"

namespace ca {
namespace {

constexpr auto responder_life = std::chrono::days(90);

/// A key that cannot do what its certificate says must not start to sign.
core::Result<void> prove(const SigningKey& key, const pki::Certificate& certificate) {
  if (!core::equal(key.spki(), certificate.tbs().spki))
    return core::fail(errors::signature_mismatch, {}, "the key is not the certificate's");
  const auto sample = core::random_bytes(32);
  const auto session = TRY(key.open());
  const auto signature = TRY(session->sign(sample));
  return TRY(certificate.public_key()).verify(signature_of(key.kind()), sample, signature);
}

std::string responder_key_name(const std::string& slug, core::ByteView serial) { return slug + "-ocsp-" + core::to_hex(serial.first(8)); }

core::Result<std::unique_ptr<Responder>> take_responder(pki::Certificate certificate, std::unique_ptr<SigningKey> key) {
  TRY(prove(*key, certificate));
  auto hash = TRY(certificate.public_key()).key_identifier();
  return std::make_unique<Responder>(Responder{std::move(certificate), std::move(key), std::move(hash)});
}

std::filesystem::path responder_file(const Workshop& workshop, const std::string& slug) {
  return workshop.directory / "responders" / (slug + ".cer");
}

} // namespace

core::Bytes random_serial() {
  auto serial = core::random_bytes(16);
  serial[0] = static_cast<std::uint8_t>((serial[0] & 0x7f) | 0x40); // 126 random bits
  return serial;
}

core::Result<std::vector<pki::PolicyReference>> policy_references(const std::vector<std::string>& oids, const std::string& cps_url) {
  std::vector<pki::PolicyReference> out;
  for (const auto& text : oids) out.push_back({TRY(pki::Oid::parse(text)), {}});
  if (!out.empty()) out.back().cps_url = cps_url;
  return out;
}

core::Result<core::Bytes> make_certificate(core::Bytes tbs, const lint::CertificateContext& context, const OwnCertificate& own,
                                           SigningSession& session, Record& record) {
  auto linted = TRY(prepare(std::move(tbs), context));
  RecordFrame frame{RecordFrame::Kind::to_be_signed, context.signing_time, own.issuer, own.serial, own.label, linted.tbs()};
  const auto free = TRY(record.reserve({&frame, 1}));
  if (!free[0]) return core::fail(errors::serial_used, {{"serial", core::to_hex(own.serial)}});
  core::fault::point("signer.own.recorded");
  auto made = TRY(sign(std::move(linted), session));
  frame.kind = RecordFrame::Kind::signature;
  frame.content = made.signature;
  const auto kept = TRY(record.complete({&frame, 1}));
  if (!kept[0]) return core::fail(errors::serial_used, {{"serial", core::to_hex(own.serial)}});
  core::fault::point("signer.own.completed");
  TRY(record.sync());
  return std::move(made.der);
}

core::Result<std::unique_ptr<Authority>> Authority::load(AuthorityEntry entry, KeyStore& keys) {
  auto certificate = TRY(pki::Certificate::parse(entry.entry.der));
  std::unique_ptr<Authority> made(new Authority(std::move(entry), std::move(certificate)));
  made->identity_ = TRY(pki::IssuerIdentity::of(made->certificate_));
  made->ocsp_issuer_ = TRY(pki::OcspIssuer::of(made->certificate_));
  const auto& urls = made->entry();
  made->crl_url_prefix_ = urls.crl_url.substr(0, urls.crl_url.rfind('/') + 1);
  if (made->is_root()) return made;
  made->key_ = TRY(keys.load(made->entry_.key_name));
  TRY(prove(*made->key_, made->certificate_));
  auto policies = TRY(policy_references(made->entry_.policy_oids, urls.cps_url));
  made->tls_ = pki::TbsTemplate::tls(made->identity_, {std::move(policies), urls.ocsp_url, urls.ca_issuers_url, urls.crl_url});
  return made;
}

core::Result<std::unique_ptr<SigningSession>> Authority::open_key(KeyStore& keys, std::unique_ptr<SigningKey>& holder) const {
  if (key_) return key_->open();
  holder = TRY(keys.load(entry_.key_name));
  TRY(prove(*holder, certificate_));
  return holder->open();
}

core::Result<void> Authority::load_responder(const Workshop& workshop) {
  const auto file = responder_file(workshop, slug());
  if (is_root() || !std::filesystem::exists(file)) return {};
  auto certificate = TRY(pki::Certificate::parse(TRY(read_file(file))));
  auto key = TRY(workshop.keys.load(responder_key_name(slug(), certificate.serial())));
  responders_.push_back(TRY(take_responder(std::move(certificate), std::move(key))));
  current_ = responders_.back().get();
  return {};
}

core::Result<const Responder*> Authority::responder(core::Instant now, core::Instant until, const Workshop& workshop) {
  const auto serves = [&](const Responder* responder) {
    return responder != nullptr && responder->certificate.not_before() <= now && until <= responder->certificate.not_after() &&
           responder->certificate.not_after() - now > responder_life / 3;
  };
  if (is_root()) return nullptr;
  if (const auto* known = current_.load(); serves(known)) return known;
  const std::scoped_lock lock(renewing_);
  if (const auto* known = current_.load(); serves(known)) return known;
  responders_.push_back(TRY(make_responder(now, workshop)));
  current_ = responders_.back().get();
  core::log::info("ocsp_responder_made", {{"issuer", slug()}, {"not_after", core::to_rfc3339(current_.load()->certificate.not_after())}});
  return current_.load();
}

core::Result<std::unique_ptr<Responder>> Authority::make_responder(core::Instant now, const Workshop& workshop) const {
  const auto serial = random_serial();
  auto key = TRY(workshop.keys.create(responder_key_name(slug(), serial), KeyKind::p256));
  const auto& subject = certificate_.subject();
  const std::vector<pki::SubjectAttribute> name{
      {pki::AttributeType::country, subject.value(pki::AttributeType::country).value_or("JP")},
      {pki::AttributeType::organization, subject.value(pki::AttributeType::organization).value_or(slug())},
      {pki::AttributeType::common_name, "OCSP Responder"}};
  const auto subject_der = TRY(pki::build_name(name));
  pki::TbsFields fields;
  fields.serial = serial;
  fields.not_before = now;
  fields.not_after = std::min(now + responder_life - std::chrono::seconds(1), certificate_.not_after());
  fields.subject_der = subject_der;
  fields.spki = key->spki();
  const lint::CertificateContext context{.kind = lint::CertificateKind::ocsp_responder,
                                         .profile = "ocsp.responder",
                                         .signing_time = now,
                                         .not_before_skew = std::chrono::days(1),
                                         .signature_algorithm = identity_.signature_algorithm,
                                         .issuer_subject_der = identity_.subject_der,
                                         .issuer_key_identifier = identity_.key_identifier,
                                         .issuer_not_after = certificate_.not_after()};
  std::unique_ptr<SigningKey> holder;
  const auto session = TRY(open_key(workshop.keys, holder));
  auto tbs = TRY(pki::TbsTemplate::ocsp_responder(identity_).build(fields));
  auto der = TRY(make_certificate(std::move(tbs), context, {slug(), serial, "ocsp-responder"}, *session, workshop.record));
  std::error_code ignored;
  std::filesystem::create_directories(workshop.directory / "responders", ignored);
  TRY(write_durably(responder_file(workshop, slug()), der));
  auto certificate = TRY(pki::Certificate::parse(std::move(der)));
  return take_responder(std::move(certificate), std::move(key));
}

} // namespace ca
