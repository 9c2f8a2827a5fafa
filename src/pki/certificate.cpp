#include "pki/certificate.h"

#include "pki/der.h"
#include "pki/errors.h"
#include "pki/extension_reader.h"
#include "pki/extension_values.h"
#include "pki/pem.h"

#include <algorithm>

namespace pki {
namespace {

core::Result<void> read_validity(TbsCertificate& tbs, core::ByteView der) {
  auto validity = TRY(der::read_sequence(der));
  tbs.validity_der = der;
  tbs.not_before = TRY(validity.time());
  tbs.not_after = TRY(validity.time());
  return validity.finish();
}

core::Result<void> read_optional_tail(TbsCertificate& tbs, der::Reader& fields) {
  for (const unsigned unique_id : {1U, 2U})
    if (TRY(fields.optional(der::tag::context(unique_id)))) tbs.has_unique_ids = true;
  if (fields.next_is(der::tag::context_constructed(3))) {
    auto explicit_tag = TRY(fields.enter(der::tag::context_constructed(3)));
    const auto list = TRY(explicit_tag.sequence());
    TRY(explicit_tag.finish());
    tbs.extensions = TRY(read_extensions(list));
  }
  return fields.finish();
}

core::Result<void> read_tbs(TbsCertificate& tbs) {
  TRY(der::check_well_formed(tbs.der));
  auto fields = TRY(der::read_sequence(tbs.der));
  if (fields.next_is(der::tag::context_constructed(0))) {
    auto version = TRY(fields.enter(der::tag::context_constructed(0)));
    tbs.version = TRY(version.small_integer());
    TRY(version.finish());
    if (tbs.version == 0 || tbs.version > 2) return core::fail(errors::der_malformed, {}, "the version"); // DEFAULT v1 is not written
  }
  tbs.serial = TRY(fields.integer());
  tbs.signature_algorithm = TRY(fields.expect(der::tag::sequence)).whole;
  tbs.issuer_der = TRY(fields.expect(der::tag::sequence)).whole;
  const auto validity = TRY(fields.expect(der::tag::sequence));
  tbs.subject_der = TRY(fields.expect(der::tag::sequence)).whole;
  tbs.spki = TRY(fields.expect(der::tag::sequence)).whole;
  TRY(read_validity(tbs, validity.whole));
  tbs.issuer = TRY(Name::parse(tbs.issuer_der));
  tbs.subject = TRY(Name::parse(tbs.subject_der));
  TRY(read_optional_tail(tbs, fields));
  return read_extension_values(tbs);
}

core::Failure as_certificate_error(const core::Error& error) {
  return core::fail(errors::certificate_malformed, {}, std::string(error.code.name) + ": " + error.cause);
}

} // namespace

core::Result<TbsCertificate> TbsCertificate::parse(core::ByteView der) {
  TbsCertificate tbs;
  tbs.der = der;
  if (const auto read = read_tbs(tbs); !read) return as_certificate_error(read.error());
  return tbs;
}

const Extension* TbsCertificate::find(const Oid& oid) const {
  const auto found = std::ranges::find(extensions, oid, &Extension::oid);
  return found == extensions.end() ? nullptr : &*found;
}

core::Result<Certificate> Certificate::parse(core::Bytes der) {
  Certificate certificate;
  certificate.der_ = std::move(der);
  const auto read = [&]() -> core::Result<void> {
    auto fields = TRY(der::read_sequence(certificate.der_));
    const auto tbs = TRY(fields.expect(der::tag::sequence));
    certificate.signature_algorithm_ = TRY(fields.expect(der::tag::sequence)).whole;
    certificate.signature_ = TRY(fields.bit_string_octets());
    TRY(fields.finish());
    certificate.tbs_ = TRY(TbsCertificate::parse(tbs.whole));
    // RFC 5280 4.1.1.2
    if (!core::equal(certificate.signature_algorithm_, certificate.tbs_.signature_algorithm))
      return core::fail(errors::certificate_malformed, {}, "the two signature algorithms differ");
    return {};
  }();
  if (read) return certificate;
  if (read.error().code == errors::certificate_malformed) return core::fail(read.error());
  return as_certificate_error(read.error());
}

core::Result<Certificate> Certificate::parse_pem(std::string_view pem) { return parse(TRY(decode_pem(pem, "CERTIFICATE"))); }

core::ByteView serial_magnitude(core::ByteView serial) {
  while (!serial.empty() && serial[0] == 0) serial = serial.subspan(1);
  return serial;
}

core::ByteView Certificate::serial() const { return serial_magnitude(tbs_.serial); }

std::string Certificate::to_pem() const { return encode_pem("CERTIFICATE", der_); }

core::Result<void> Certificate::verify_signature(const Certificate& issuer) const {
  if (!core::equal(tbs_.issuer_der, issuer.tbs_.subject_der)) return core::fail(errors::signature_invalid, {}, "another issuer");
  return TRY(issuer.public_key()).verify(TRY(parse_signature_algorithm(signature_algorithm_)), tbs_.der, signature_);
}

} // namespace pki
