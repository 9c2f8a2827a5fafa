#include "pki/der.h"
#include "pki/errors.h"
#include "pki/extension_writer.h"
#include "pki/ocsp.h"
#include "pki/ocsp_cert_id.h"

#include <algorithm>

namespace pki {
namespace {

using der::tag::context;
using der::tag::context_constructed;

CertId cert_id(const OcspIssuer& issuer, OcspHash hash, const core::Bytes& serial) {
  if (hash == OcspHash::sha1) return {hash, issuer.name_hash_sha1, issuer.key_hash_sha1, serial};
  return {hash, issuer.name_hash_sha256, issuer.key_hash_sha256, serial};
}

// CertStatus ::= CHOICE { good [0] NULL, revoked [1] RevokedInfo, unknown [2] NULL }, all IMPLICIT.
void write_status(der::Writer& writer, const SingleStatus& single) {
  if (single.status != CertificateStatus::revoked) {
    writer.primitive(context(static_cast<unsigned>(single.status)), {});
    return;
  }
  writer.nested(context_constructed(1), [&] {
    writer.generalized_time(single.revoked_at);
    if (single.reason == RevocationReason::unspecified) return;
    writer.nested(context_constructed(0), [&] { writer.integer(static_cast<std::uint64_t>(single.reason), der::tag::enumerated); });
  });
}

void write_single(der::Writer& writer, const CertId& id, const SingleStatus& single) {
  writer.sequence([&] {
    write_cert_id(writer, id);
    write_status(writer, single);
    writer.generalized_time(single.this_update);
    writer.nested(context_constructed(0), [&] { writer.generalized_time(single.next_update); });
  });
}

core::Result<void> read_revoked(core::ByteView contents, SingleStatus& out) {
  der::Reader reader(contents);
  out.revoked_at = TRY(reader.generalized_time());
  if (!reader.at_end()) {
    auto reason = TRY(reader.enter(context_constructed(0)));
    const auto code = TRY(reason.small_integer(der::tag::enumerated));
    TRY(reason.finish());
    if (code == 7 || code > 10) return core::fail(errors::der_malformed, {}, "a CRLReason that does not exist");
    out.reason = static_cast<RevocationReason>(code);
  }
  return reader.finish();
}

core::Result<OcspResponse::Single> read_single(der::Reader& list) {
  auto reader = TRY(list.sequence());
  OcspResponse::Single single;
  single.id = TRY(read_cert_id(reader));
  single.status.serial = single.id.serial;
  const auto status = TRY(reader.any());
  if (status.tag == context(0)) {
    single.status.status = CertificateStatus::good;
  } else if (status.tag == context_constructed(1)) {
    single.status.status = CertificateStatus::revoked;
    TRY(read_revoked(status.contents, single.status));
  } else if (status.tag != context(2)) {
    return core::fail(errors::der_malformed, {}, "no CertStatus");
  }
  single.status.this_update = TRY(reader.generalized_time());
  if (reader.next_is(context_constructed(0))) {
    auto next = TRY(reader.enter(context_constructed(0)));
    single.status.next_update = TRY(next.generalized_time());
    TRY(next.finish());
  }
  TRY(reader.optional(context_constructed(1)));
  TRY(reader.finish());
  return single;
}

core::Result<void> read_response_data(OcspResponse& out) {
  auto reader = TRY(der::read_sequence(out.response_data));
  auto by_key = TRY(reader.enter(context_constructed(2))); // ResponderID byKey, as this CA's responders are named
  out.responder_key_hash = core::to_bytes(TRY(by_key.octet_string()));
  TRY(by_key.finish());
  out.produced_at = TRY(reader.generalized_time());
  auto list = TRY(reader.sequence());
  while (!list.at_end()) out.singles.push_back(TRY(read_single(list)));
  if (reader.at_end()) return {};
  auto wrapped = TRY(reader.enter(context_constructed(1)));
  TRY(reader.finish());
  const auto extensions = TRY(wrapped.sequence());
  TRY(wrapped.finish());
  out.nonce = TRY(read_nonce(extensions));
  return {};
}

core::Result<void> read_basic(core::ByteView der, OcspResponse& out) {
  auto basic = TRY(der::read_sequence(der));
  out.response_data = core::to_bytes(TRY(basic.expect(der::tag::sequence)).whole);
  out.signature_algorithm = core::to_bytes(TRY(basic.expect(der::tag::sequence)).whole);
  out.signature = core::to_bytes(TRY(basic.bit_string_octets()));
  if (!basic.at_end()) {
    auto wrapped = TRY(basic.enter(context_constructed(0)));
    auto list = TRY(wrapped.sequence());
    TRY(wrapped.finish());
    while (!list.at_end()) out.certificates.push_back(core::to_bytes(TRY(list.expect(der::tag::sequence)).whole));
  }
  TRY(basic.finish());
  return read_response_data(out);
}

core::Result<void> read_response(core::ByteView der, OcspResponse& out) {
  auto outer = TRY(der::read_sequence(der));
  const auto status = TRY(outer.small_integer(der::tag::enumerated));
  if (status > 6 || status == 4) return core::fail(errors::der_malformed, {}, "no OCSPResponseStatus");
  out.status = static_cast<OcspResponseStatus>(status);
  if (out.status != OcspResponseStatus::successful) return outer.finish();
  auto wrapped = TRY(outer.enter(context_constructed(0)));
  TRY(outer.finish());
  auto bytes = TRY(wrapped.sequence());
  TRY(wrapped.finish());
  if (TRY(bytes.oid()) != oid::ocsp_basic) return core::fail(errors::der_malformed, {}, "no basic response");
  const auto basic = TRY(bytes.octet_string());
  TRY(bytes.finish());
  return read_basic(basic, out);
}

} // namespace

core::Bytes build_response_data(const OcspIssuer& issuer, const ResponseFields& fields) {
  der::Writer writer(256 + fields.statuses.size() * 160);
  writer.sequence([&] {
    writer.nested(context_constructed(2), [&] { writer.octet_string(fields.responder_key_hash); });
    writer.generalized_time(fields.produced_at);
    writer.sequence([&] {
      for (const auto& single : fields.statuses) write_single(writer, cert_id(issuer, fields.hash, single.serial), single);
    });
    if (fields.nonce.empty()) return;
    writer.nested(context_constructed(1), [&] {
      writer.sequence(
          [&] { write_extension(writer, oid::ocsp_nonce, Criticality::non_critical, [&] { writer.octet_string(fields.nonce); }); });
    });
  });
  return writer.take();
}

core::Bytes build_ocsp_response(core::ByteView response_data, SignatureAlgorithm algorithm, core::ByteView signature,
                                core::ByteView responder_certificate) {
  der::Writer writer(response_data.size() + signature.size() + responder_certificate.size() + 128);
  const auto basic = [&] {
    writer.raw(response_data).raw(algorithm_identifier(algorithm)).bit_string(signature);
    if (responder_certificate.empty()) return;
    writer.nested(context_constructed(0), [&] { writer.sequence([&] { writer.raw(responder_certificate); }); });
  };
  writer.sequence([&] {
    writer.integer(0, der::tag::enumerated);
    writer.nested(context_constructed(0), [&] {
      writer.sequence([&] {
        writer.oid(oid::ocsp_basic);
        writer.nested(der::tag::octet_string, [&] { writer.sequence(basic); });
      });
    });
  });
  return writer.take();
}

core::Bytes ocsp_error_response(OcspResponseStatus status) {
  der::Writer writer(8);
  writer.sequence([&] { writer.integer(static_cast<std::uint64_t>(status), der::tag::enumerated); });
  return writer.take();
}

core::Result<OcspResponse> OcspResponse::parse(core::ByteView der) {
  OcspResponse response;
  const auto read = read_response(der, response);
  if (!read) return core::fail(errors::ocsp_malformed, {}, std::string(read.error().code.name) + ": " + read.error().cause);
  return response;
}

core::Result<void> OcspResponse::verify_signature(const Certificate& issuer) const {
  const auto algorithm = TRY(parse_signature_algorithm(signature_algorithm));
  if (certificates.empty()) return TRY(issuer.public_key()).verify(algorithm, response_data, signature);
  // RFC 6960 4.2.2.2: the delegate is issued by that very CA, for this purpose.
  const auto delegate = TRY(Certificate::parse(certificates.front()));
  TRY(delegate.verify_signature(issuer));
  if (std::ranges::find(delegate.tbs().extended_key_usage, oid::ocsp_signing) == delegate.tbs().extended_key_usage.end())
    return core::fail(errors::signature_invalid, {}, "the responder's certificate is not for OCSP signing");
  const auto key = TRY(delegate.public_key());
  if (!core::equal(key.key_identifier(), responder_key_hash)) return core::fail(errors::signature_invalid, {}, "another responder");
  return key.verify(algorithm, response_data, signature);
}

} // namespace pki
