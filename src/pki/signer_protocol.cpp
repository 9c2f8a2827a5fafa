#include "pki/signer_protocol.h"

#include "pki/signer_encoding.h"

#include <algorithm>

namespace pki::signer {
namespace {

constexpr std::size_t prefix_size = 4;
constexpr std::size_t header_size = 10; // version, verb, request id

core::Failure malformed(const char* cause) { return core::fail(pki::errors::signer_message_malformed, {}, cause); }

template <class Fields>
core::Result<core::Bytes> encode_frame(std::uint64_t request_id, std::size_t index, const Fields& fields) {
  core::Bytes frame(prefix_size);
  frame.reserve(1000);
  frame.push_back(protocol_version);
  frame.push_back(static_cast<std::uint8_t>(index + 1));
  put_number<8>(frame, request_id);
  FieldWriter writer(frame);
  visit_fields(writer, const_cast<Fields&>(fields));
  const auto size = frame.size() - prefix_size;
  if (size > max_frame) return core::fail(pki::errors::signer_frame_too_large, {{"limit", std::to_string(max_frame)}});
  for (std::size_t i = 0; i < prefix_size; ++i) frame[i] = static_cast<std::uint8_t>(size >> (8 * (3 - i)));
  return frame;
}

template <class Variant>
core::Result<core::Bytes> encode_variant(std::uint64_t request_id, const Variant& message) {
  return std::visit([&](const auto& fields) { return encode_frame(request_id, message.index(), fields); }, message);
}

template <class Variant, std::size_t Index = 0>
Variant alternative(std::size_t index) {
  if constexpr (Index + 1 < std::variant_size_v<Variant>)
    if (index != Index) return alternative<Variant, Index + 1>(index);
  return Variant(std::in_place_index<Index>);
}

template <class Variant>
core::Result<Envelope<Variant>> decode(core::ByteView payload) {
  if (payload.size() < header_size) return malformed("the header is cut off");
  if (payload[0] != protocol_version) return malformed("another version of the protocol");
  const std::size_t verb = payload[1];
  if (verb == 0 || verb > std::variant_size_v<Variant>) return malformed("an unknown verb");
  Envelope<Variant> envelope{.request_id = 0, .message = alternative<Variant>(verb - 1)};
  for (const auto octet : payload.subspan(2, 8)) envelope.request_id = envelope.request_id << 8 | octet;
  FieldReader reader(payload.subspan(header_size));
  std::visit([&](auto& fields) { visit_fields(reader, fields); }, envelope.message);
  if (!reader.finished()) return malformed("a field is missing, misplaced or of the wrong size");
  return envelope;
}

} // namespace

core::Result<core::Bytes> encode(std::uint64_t request_id, const Request& request) { return encode_variant(request_id, request); }
core::Result<core::Bytes> encode(std::uint64_t request_id, const Issue& request) {
  static const auto index = Request(Issue{}).index();
  return encode_frame(request_id, index, request);
}
core::Result<core::Bytes> encode(std::uint64_t request_id, const Reply& reply) { return encode_variant(request_id, reply); }

void set_request_id(core::Bytes& frame, std::uint64_t request_id) {
  for (std::size_t i = 0; i < 8; ++i) frame[prefix_size + 2 + i] = static_cast<std::uint8_t>(request_id >> (8 * (7 - i)));
}
core::Result<Envelope<Request>> decode_request(core::ByteView payload) { return decode<Request>(payload); }
core::Result<Envelope<Reply>> decode_reply(core::ByteView payload) { return decode<Reply>(payload); }

void FrameReader::feed(core::ByteView bytes) {
  if (start_ > 0) {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(start_));
    start_ = 0;
  }
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

core::Result<std::optional<core::Bytes>> FrameReader::next() {
  const auto rest = core::ByteView(buffer_).subspan(start_);
  if (rest.size() < prefix_size) return std::optional<core::Bytes>{};
  const std::size_t size = std::size_t{rest[0]} << 24 | std::size_t{rest[1]} << 16 | std::size_t{rest[2]} << 8 | rest[3];
  if (size > max_frame) return core::fail(pki::errors::signer_frame_too_large, {{"limit", std::to_string(max_frame)}});
  if (rest.size() - prefix_size < size) return std::optional<core::Bytes>{};
  start_ += prefix_size + size;
  return std::optional(core::to_bytes(rest.subspan(prefix_size, size)));
}

Refusal to_refusal(const core::Error& error) {
  Refusal refusal{.code = std::string(error.code.name), .params = {}, .cause = error.cause};
  for (const auto& [name, value] : error.params) refusal.params.push_back({name, value});
  return refusal;
}

} // namespace pki::signer
