// DER, object identifiers, names and PEM: what is read must be written again byte for byte.
#include "pki/der.h"
#include "pki/general_names.h"
#include "pki/name.h"
#include "pki/pem.h"
#include "pki/pkcs7.h"
#include "pki/signature.h"

#include <cstdlib>

namespace {

using pki::der::Reader;
using pki::der::Writer;

void must(bool holds) {
  if (!holds) std::abort();
}

// Writes every element anew, constructed ones from their parts.
void rewrite(Reader reader, Writer& writer) {
  while (!reader.at_end()) {
    const auto element = reader.any().value();
    if ((element.tag & 0x20) != 0)
      writer.nested(element.tag, [&] { rewrite(Reader(element.contents), writer); });
    else
      writer.primitive(element.tag, element.contents);
  }
}

void round_trip(core::ByteView input) {
  if (!pki::der::check_well_formed(input)) return;
  Writer writer;
  rewrite(Reader(input), writer);
  must(core::equal(writer.bytes(), input));
}

void primitives(core::ByteView input) {
  if (const auto oid = Reader(input).oid()) {
    Writer writer;
    writer.oid(*oid);
    must(core::equal(writer.bytes(), input.first(writer.bytes().size())));
    (void)oid->to_string();
  }
  if (const auto time = Reader(input).time()) {
    Writer writer;
    writer.time(*time);
    must(core::equal(writer.bytes(), input.first(writer.bytes().size())));
  }
  if (const auto number = Reader(input).unsigned_integer()) {
    Writer writer;
    writer.unsigned_integer(*number);
    must(core::equal(writer.bytes(), input.first(writer.bytes().size())));
  }
  (void)Reader(input).boolean();
  (void)Reader(input).bit_string();
  (void)Reader(input).generalized_time();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const core::ByteView input(data, size);
  round_trip(input);
  primitives(input);
  (void)pki::Oid::parse(core::as_text(input));
  if (const auto name = pki::Name::parse(input)) (void)name->to_rfc4514();
  (void)pki::parse_general_names(input);
  (void)pki::parse_certs_only(input);
  if (const auto raw = pki::ecdsa_from_der(input, 32)) must(core::equal(pki::ecdsa_to_der(*raw).value(), input));
  if (const auto blocks = pki::decode_pem_blocks(core::as_text(input)))
    for (const auto& block : *blocks) must(pki::decode_pem(pki::encode_pem(block.label, block.der), block.label).value() == block.der);
  return 0;
}
