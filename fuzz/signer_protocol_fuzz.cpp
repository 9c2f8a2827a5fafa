// Payloads and streams of the signer protocol: what is decoded must encode to the same bytes.
#include "pki/signer_protocol.h"

#include <cstdlib>

namespace {

void must_encode_as(const core::Result<core::Bytes>& frame, core::ByteView payload) {
  if (!frame || !core::equal(core::ByteView(*frame).subspan(4), payload)) std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const core::ByteView input(data, size);
  if (const auto request = pki::signer::decode_request(input))
    must_encode_as(pki::signer::encode(request->request_id, request->message), input);
  if (const auto reply = pki::signer::decode_reply(input)) must_encode_as(pki::signer::encode(reply->request_id, reply->message), input);
  pki::signer::FrameReader reader;
  reader.feed(input.first(size / 2));
  (void)reader.next();
  reader.feed(input.subspan(size / 2));
  for (auto payload = reader.next(); payload && *payload; payload = reader.next()) {
  }
  return 0;
}
