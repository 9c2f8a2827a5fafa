#include "pki/der.h"
#include "pki/errors.h"
#include "pki/extension_reader.h"
#include "pki/ocsp.h"
#include "pki/ocsp_cert_id.h"

#include <array>

namespace pki {
namespace {

// AlgorithmIdentifiers of the two hashes; SHA-1 with NULL, as every client writes it.
constexpr std::array<std::uint8_t, 11> sha1_identifier{0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00};
constexpr std::array<std::uint8_t, 15> sha256_identifier{0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                                         0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00};

core::Failure malformed(std::string cause) { return core::fail(errors::ocsp_malformed, {}, std::move(cause)); }

core::Result<OcspHash> read_hash(der::Reader& id) {
  auto algorithm = TRY(id.sequence());
  const auto oid = TRY(algorithm.oid());
  if (!algorithm.at_end()) TRY(algorithm.null()); // parameters may be absent
  TRY(algorithm.finish());
  if (oid == oid::sha1) return OcspHash::sha1;
  if (oid == oid::sha256) return OcspHash::sha256;
  return malformed("a hash other than SHA-1 and SHA-256");
}

core::Result<void> read_requests(der::Reader list, OcspRequest& out) {
  if (list.at_end()) return malformed("no certificate is asked about");
  while (!list.at_end()) {
    if (out.ids.size() == OcspRequest::max_ids) return malformed("too many certificates");
    auto request = TRY(list.sequence());
    out.ids.push_back(TRY(read_cert_id(request)));
    TRY(request.optional(der::tag::context_constructed(0))); // singleRequestExtensions say nothing a responder must obey
    TRY(request.finish());
  }
  return {};
}

core::Result<void> read_tbs_request(der::Reader tbs, OcspRequest& out) {
  if (tbs.next_is(der::tag::context_constructed(0))) return malformed("a version other than v1"); // v1 is the default, never written
  TRY(tbs.optional(der::tag::context_constructed(1)));                                            // requestorName
  const auto list = TRY(tbs.sequence());
  TRY(read_requests(list, out));
  if (tbs.at_end()) return {};
  auto wrapped = TRY(tbs.enter(der::tag::context_constructed(2)));
  TRY(tbs.finish());
  const auto extensions = TRY(wrapped.sequence());
  TRY(wrapped.finish());
  out.nonce = TRY(read_nonce(extensions));
  return {};
}

core::Result<void> read_request(core::ByteView der, OcspRequest& out) {
  auto outer = TRY(der::read_sequence(der));
  const auto tbs = TRY(outer.sequence());
  TRY(read_tbs_request(tbs, out));
  TRY(outer.optional(der::tag::context_constructed(0)));
  return outer.finish();
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

core::Result<std::string> without_url_escapes(std::string_view path) {
  std::string text;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] != '%') {
      text += path[i];
      continue;
    }
    const auto high = i + 2 < path.size() ? hex_digit(path[i + 1]) : std::nullopt;
    const auto low = i + 2 < path.size() ? hex_digit(path[i + 2]) : std::nullopt;
    if (!high || !low) return malformed("a broken escape in the path");
    text += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  return text;
}

} // namespace

core::Result<core::Bytes> read_nonce(der::Reader extensions) {
  constexpr std::size_t longest = 128; // RFC 9654 2.1
  for (const auto& extension : TRY(read_extensions(extensions, DefaultFalse::accept))) {
    if (extension.oid != oid::ocsp_nonce) {
      if (extension.critical) return malformed("an unknown critical extension");
      continue;
    }
    der::Reader reader(extension.value);
    const auto nonce = TRY(reader.octet_string());
    TRY(reader.finish());
    if (nonce.empty() || nonce.size() > longest) return malformed("a nonce of a forbidden length");
    return core::to_bytes(nonce);
  }
  return core::Bytes{};
}

core::Result<CertId> read_cert_id(der::Reader& reader) {
  auto fields = TRY(reader.sequence());
  CertId id;
  id.hash = TRY(read_hash(fields));
  id.issuer_name_hash = core::to_bytes(TRY(fields.octet_string()));
  id.issuer_key_hash = core::to_bytes(TRY(fields.octet_string()));
  id.serial = core::to_bytes(TRY(fields.unsigned_integer()));
  TRY(fields.finish());
  const std::size_t size = id.hash == OcspHash::sha1 ? 20 : 32;
  if (id.issuer_name_hash.size() != size || id.issuer_key_hash.size() != size || id.serial.size() > 20)
    return malformed("a CertID of wrong sizes");
  return id;
}

void write_cert_id(der::Writer& writer, const CertId& id) {
  writer.sequence([&] {
    writer.raw(id.hash == OcspHash::sha1 ? core::ByteView(sha1_identifier) : core::ByteView(sha256_identifier));
    writer.octet_string(id.issuer_name_hash).octet_string(id.issuer_key_hash).unsigned_integer(id.serial);
  });
}

core::Result<OcspIssuer> OcspIssuer::of(const Certificate& ca) {
  auto spki = TRY(der::read_sequence(ca.tbs().spki));
  TRY(spki.any());
  const auto key = TRY(spki.bit_string_octets());
  const auto name = ca.tbs().subject_der;
  return OcspIssuer{core::sha1(name), core::sha1(key), core::to_bytes(core::sha256(name)), core::to_bytes(core::sha256(key))};
}

bool OcspIssuer::names(const CertId& id) const {
  const bool sha1 = id.hash == OcspHash::sha1;
  return core::equal(id.issuer_name_hash, sha1 ? name_hash_sha1 : name_hash_sha256) &&
         core::equal(id.issuer_key_hash, sha1 ? key_hash_sha1 : key_hash_sha256);
}

core::Result<OcspRequest> OcspRequest::parse(core::ByteView der) {
  if (der.size() > max_size) return malformed("the request is too large");
  OcspRequest request;
  const auto read = read_request(der, request);
  if (!read) return malformed(std::string(read.error().code.name) + ": " + read.error().cause);
  return request;
}

core::Result<core::Bytes> OcspRequest::decode_get_path(std::string_view path) {
  std::string unescaped;
  if (path.contains('%')) {
    unescaped = TRY(without_url_escapes(path));
    path = unescaped;
  }
  auto der = core::from_base64(path);
  if (!der) return malformed("the path is not base64");
  return der;
}

} // namespace pki
