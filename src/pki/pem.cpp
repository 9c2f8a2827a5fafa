#include "pki/pem.h"

#include "pki/errors.h"

#include <algorithm>

namespace pki {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr std::string_view dashes = "-----";
constexpr std::size_t line_length = 64; // RFC 7468 section 2

core::Failure malformed(std::string cause) { return core::fail(errors::pem_malformed, {}, std::move(cause)); }

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f'; }

std::string without_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return !is_space(c); });
  return out;
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

// The label of a BEGIN line at the start of `text`, which may hold upper-case words only (RFC 7468 section 3).
core::Result<std::string_view> read_label(std::string_view text) {
  const auto line = trimmed(text.substr(begin_mark.size(), text.find('\n') - begin_mark.size()));
  if (line.size() <= dashes.size() || !line.ends_with(dashes)) return malformed("the BEGIN line does not end with five dashes");
  const auto label = line.substr(0, line.size() - dashes.size());
  if (label.size() > 64 || std::ranges::any_of(label, [](char c) { return c < ' ' || c > '~' || c == '-'; }))
    return malformed("the label of the BEGIN line");
  return label;
}

core::Result<core::Bytes> decode_body(std::string_view body) {
  if (body.find(':') != std::string_view::npos) return malformed("headers inside the block");
  auto decoded = core::from_base64(without_space(body));
  if (!decoded || decoded->empty()) return malformed("the text between BEGIN and END is not base64");
  return std::move(*decoded);
}

} // namespace

core::Result<std::vector<PemBlock>> decode_pem_blocks(std::string_view text) {
  std::vector<PemBlock> blocks;
  for (std::size_t at = text.find(begin_mark); at != std::string_view::npos; at = text.find(begin_mark, at)) {
    const auto label = TRY(read_label(text.substr(at)));
    const auto body_start = text.find('\n', at);
    if (body_start == std::string_view::npos) return malformed("nothing after the BEGIN line");
    const auto end_line = std::string(end_mark) + std::string(label) + std::string(dashes);
    const auto body_end = text.find(end_mark, body_start);
    if (body_end == std::string_view::npos || !text.substr(body_end).starts_with(end_line))
      return malformed("no END line for " + std::string(label));
    blocks.push_back({std::string(label), TRY(decode_body(text.substr(body_start, body_end - body_start)))});
    at = body_end + end_line.size();
  }
  return blocks;
}

core::Result<core::Bytes> decode_pem(std::string_view text, std::string_view label) {
  auto blocks = TRY(decode_pem_blocks(text));
  const std::string expected(label);
  if (blocks.empty()) return core::fail(errors::pem_missing, {{"expected", expected}});
  const auto has_label = [&](const PemBlock& block) { return block.label == label; };
  const auto found = std::ranges::find_if(blocks, has_label);
  if (found == blocks.end()) return core::fail(errors::pem_wrong_label, {{"expected", expected}, {"found", blocks[0].label}});
  if (std::ranges::count_if(blocks, has_label) > 1) return core::fail(errors::pem_too_many, {{"expected", expected}});
  return std::move(found->der);
}

std::string encode_pem(std::string_view label, core::ByteView der) {
  const auto base64 = core::to_base64(der);
  std::string out;
  out.reserve(base64.size() + base64.size() / line_length + 2 * (begin_mark.size() + label.size() + dashes.size() + 2));
  out.append(begin_mark).append(label).append(dashes) += '\n';
  for (std::size_t i = 0; i < base64.size(); i += line_length) out.append(base64, i, line_length) += '\n';
  out.append(end_mark).append(label).append(dashes) += '\n';
  return out;
}

} // namespace pki
