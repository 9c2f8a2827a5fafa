#include "http/dto_writer.h"

#include "core/json_text.h"

#include <charconv>

namespace http {
namespace {

template <class N>
void append_number(std::string& out, N number) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
  out.append(buffer.data(), end.ptr);
}

} // namespace

void write_text(std::string& out, std::string_view text) { core::append_json_string(out, text); }

void write_integer(std::string& out, std::int64_t number) { append_number(out, number); }
void write_unsigned(std::string& out, std::uint64_t number) { append_number(out, number); }

void write_document(std::string& out, const boost::json::value& document) { out += boost::json::serialize(document); }

} // namespace http
