#include "pki/pkcs7.h"

#include "pki/der.h"
#include "pki/errors.h"

#include <algorithm>

namespace pki {
namespace {

using der::tag::context_constructed;

core::Result<std::vector<core::Bytes>> read_signed_data(core::ByteView der) {
  auto outer = TRY(der::read_sequence(der));
  if (TRY(outer.oid()) != oid::signed_data) return core::fail(errors::der_malformed, {}, "no SignedData");
  auto wrapped = TRY(outer.enter(context_constructed(0)));
  TRY(outer.finish());
  auto signed_data = TRY(wrapped.sequence());
  TRY(wrapped.finish());
  (void)TRY(signed_data.small_integer());      // version
  TRY(signed_data.expect(der::tag::set));      // digestAlgorithms
  TRY(signed_data.expect(der::tag::sequence)); // encapContentInfo
  std::vector<core::Bytes> certificates;
  if (signed_data.next_is(context_constructed(0))) {
    auto set = TRY(signed_data.enter(context_constructed(0)));
    while (!set.at_end()) certificates.push_back(core::to_bytes(TRY(set.expect(der::tag::sequence)).whole));
  }
  TRY(signed_data.optional(context_constructed(1))); // crls
  TRY(signed_data.expect(der::tag::set));            // signerInfos
  TRY(signed_data.finish());
  return certificates;
}

} // namespace

core::Bytes build_certs_only(std::span<const core::ByteView> certificates) {
  std::vector<core::ByteView> sorted(certificates.begin(), certificates.end());
  std::ranges::sort(sorted, [](core::ByteView a, core::ByteView b) { return std::ranges::lexicographical_compare(a, b); }); // X.690 11.6
  der::Writer writer(4096);
  const auto signed_data = [&] {
    writer.integer(1).nested(der::tag::set, [] {});
    writer.sequence([&] { writer.oid(oid::pkcs7_data); });
    writer.nested(context_constructed(0), [&] {
      for (const auto certificate : sorted) writer.raw(certificate);
    });
    writer.nested(der::tag::set, [] {});
  };
  writer.sequence([&] {
    writer.oid(oid::signed_data);
    writer.nested(context_constructed(0), [&] { writer.sequence(signed_data); });
  });
  return writer.take();
}

core::Result<std::vector<core::Bytes>> parse_certs_only(core::ByteView der) {
  auto certificates = read_signed_data(der);
  if (!certificates)
    return core::fail(errors::pkcs7_malformed, {}, std::string(certificates.error().code.name) + ": " + certificates.error().cause);
  return certificates;
}

} // namespace pki
