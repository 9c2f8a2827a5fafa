// JSON text and query strings through a DTO of every kind of member; what is read must survive printing.
#include "http/dto.h"

#include <cstdlib>

namespace fuzzed {

enum class Kind { one, two };
BOOST_DESCRIBE_ENUM(Kind, one, two)

struct Inner {
  std::string text;
  std::optional<std::int64_t> number;
  std::vector<Inner> inner;
  static constexpr std::array rules{http::Rule{.field = "text", .max_length = 50, .pattern = "[^<>]*"},
                                    http::Rule{.field = "inner", .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(Inner, (), (text, number, inner))

struct Outer {
  std::string multiline_text;
  std::vector<Inner> list;
  std::map<std::string, Inner> named;
  std::optional<Kind> kind;
  std::optional<core::Instant> when;
  std::optional<std::chrono::year_month_day> day;
  std::uint8_t small = 0;
  static constexpr std::array rules{http::Rule{.field = "multiline_text", .multiline = true, .has_default = true},
                                    http::Rule{.field = "list", .has_default = true}, http::Rule{.field = "named", .has_default = true},
                                    http::Rule{.field = "small", .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(Outer, (), (multiline_text, list, named, kind, when, day, small))

struct Query {
  std::optional<std::string> q;
  std::vector<std::string> names;
  std::int64_t limit = 1;
  std::optional<bool> flag;
  static constexpr std::array rules{http::Rule{.field = "names", .has_default = true}, http::Rule{.field = "limit", .has_default = true}};
};
BOOST_DESCRIBE_STRUCT(Query, (), (q, names, limit, flag))

} // namespace fuzzed

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  (void)http::parse_query<fuzzed::Query>(text);
  const auto parsed = http::parse<fuzzed::Outer>(text);
  if (!parsed) {
    for (const auto& field : parsed.error().fields)
      if (field.code.empty()) std::abort();
    return 0;
  }
  const auto printed = http::to_json(*parsed);
  const auto again = http::parse<fuzzed::Outer>(printed);
  if (!again || http::to_json(*again) != printed) std::abort();
  return 0;
}
