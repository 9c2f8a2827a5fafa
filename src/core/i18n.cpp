#include "core/i18n.h"

#include "core/embedded.h"
#include "core/time.h"
#include "core/toml.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <mutex>

namespace core {
namespace {

using Messages = std::map<std::string, std::string, std::less<>>;

void flatten(const TomlTable& table, const std::string& prefix, Messages& out) {
  for (const auto& [key, value] : table) {
    if (const auto* text = value.string())
      out.insert_or_assign(prefix + key, *text);
    else if (const auto* inner = value.table())
      flatten(*inner, prefix + key + '.', out);
  }
}

/// `i18n/{language}/{catalogue}.toml` and every file of `{catalogue}.d/`.
Messages load(Language language, std::string_view catalogue) {
  const auto base = fmt::format("i18n/{}/{}", to_string(language), catalogue);
  auto paths = embedded::files_below(base + ".d");
  const auto single = base + ".toml";
  if (embedded::file(single)) paths.push_back(single);
  Messages out;
  for (const auto path : paths) {
    const auto table = parse_toml(as_text(*embedded::file(path)), path);
    if (!table) {
      fmt::print(stderr, "{}: line {}: {}\n", path, table.error().params[1].second, table.error().params[2].second);
      std::abort(); // a build that embeds a broken catalogue fails its first test
    }
    flatten(*table, "", out);
  }
  return out;
}

const Messages& messages(Language language, std::string_view catalogue) {
  static std::mutex mutex;
  static std::map<std::pair<Language, std::string>, Messages> loaded;
  const std::lock_guard lock(mutex);
  const auto key = std::pair(language, std::string(catalogue));
  const auto found = loaded.find(key);
  return found != loaded.end() ? found->second : loaded.emplace(key, load(language, catalogue)).first->second;
}

std::string fill(std::string_view sentence, const Params& params) {
  std::string out;
  for (std::size_t i = 0; i < sentence.size();) {
    const auto close = sentence[i] == '{' ? sentence.find('}', i) : std::string_view::npos;
    const auto name = close == std::string_view::npos ? std::string_view{} : sentence.substr(i + 1, close - i - 1);
    const auto param = std::ranges::find(params, name, [](const auto& entry) { return std::string_view(entry.first); });
    if (close != std::string_view::npos && param != params.end()) {
      out += param->second;
      i = close + 1;
    } else {
      out += sentence[i++];
    }
  }
  return out;
}

/// The group of `codes` that a parameter's value is a word of, or "".
std::string_view code_group(std::string_view parameter) {
  if (parameter == "status" || parameter == "from" || parameter == "to") return "state";
  if (parameter == "steps") return "step";
  if (parameter == "fields") return "field";
  return parameter == "thing" || parameter == "step" || parameter == "method" || parameter == "role" || parameter == "denied_kind" ||
                 parameter == "who"
             ? parameter
             : std::string_view();
}

/// The word for a code of a group, or the code itself where it has none.
std::string word_for(const Messages& words, std::string_view group, std::string_view code) {
  const auto found = words.find(fmt::format("{}.{}", group, code));
  return found != words.end() ? found->second : std::string(code);
}

/// `phone.hr_call` is a field and whose it is: a role or a step.
std::string field_word(const Messages& words, std::string_view code) {
  const auto dot = code.find('.');
  if (dot == std::string_view::npos) return word_for(words, "field", code);
  const auto whose = code.substr(dot + 1);
  for (const std::string_view group : {"role", "step", "field"})
    if (words.contains(fmt::format("{}.{}", group, whose)))
      return fill(word_for(words, "field", "of"),
                  {{"field", word_for(words, "field", code.substr(0, dot))}, {"of", word_for(words, group, whose)}});
  return word_for(words, "field", code.substr(0, dot));
}

/// One code, or several between commas.
std::string words_for(const Messages& words, std::string_view group, std::string_view codes) {
  std::string out;
  for (bool more = true; more;) {
    const auto comma = codes.find(", ");
    more = comma != std::string_view::npos;
    const auto code = codes.substr(0, comma);
    out += group == "field" ? field_word(words, code) : word_for(words, group, code);
    if (more) out += word_for(words, "list", "separator");
    codes.remove_prefix(more ? comma + 2 : codes.size());
  }
  return out;
}

constexpr std::array<std::string_view, 7> time_params{"at", "date", "earliest", "ends", "next", "opens", "until"};

/// A refusal's parameters with times as the reader writes them, and names of states, steps, fields and methods in people's words.
Params in_words(Language language, const Params& params) {
  Params out = params;
  for (auto& [name, value] : out) {
    if (const auto group = code_group(name); !group.empty()) value = words_for(messages(language, "codes"), group, value);
    if (std::ranges::find(time_params, name) != time_params.end()) value = told_time(value, to_string(language)).value_or(value);
  }
  return out;
}

/// The `q` of one element of an Accept-Language header in thousandths (RFC 9110 12.4.2).
int quality(std::string_view element) {
  const auto at = element.find("q=");
  if (at == std::string_view::npos) return 1000;
  const auto text = element.substr(at + 2);
  int value = text.starts_with('1') ? 1000 : 0;
  int weight = 100;
  for (std::size_t i = 2; i < text.size() && i < 5 && text[i] >= '0' && text[i] <= '9'; ++i, weight /= 10)
    value += (text[i] - '0') * weight;
  return std::min(value, 1000);
}

} // namespace

std::string_view to_string(Language language) { return language == Language::ja ? "ja" : "en"; }

std::optional<Language> parse_language(std::string_view text) {
  if (text == "ja") return Language::ja;
  if (text == "en") return Language::en;
  return std::nullopt;
}

Language negotiate_language(std::string_view accept_language, Language fallback) {
  int best = 0;
  Language chosen = fallback;
  while (!accept_language.empty()) {
    const auto comma = accept_language.find(',');
    auto element = accept_language.substr(0, comma);
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
    element.remove_prefix(std::min(element.find_first_not_of(' '), element.size()));
    const auto tag = element.substr(0, element.find_first_of(";- "));
    std::string lower(tag);
    for (auto& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const auto language = parse_language(lower);
    if (language && quality(element) > best) {
      best = quality(element);
      chosen = *language;
    }
  }
  return chosen;
}

bool has_message(Language language, std::string_view catalogue, std::string_view key) {
  return messages(language, catalogue).contains(key);
}

std::string message(Language language, std::string_view catalogue, std::string_view key, const Params& params) {
  const auto& all = messages(language, catalogue);
  const auto found = all.find(key);
  if (found == all.end()) return std::string(key);
  return fill(found->second, catalogue == "errors" ? in_words(language, params) : params);
}

std::vector<std::string> message_keys(Language language, std::string_view catalogue) {
  std::vector<std::string> out;
  for (const auto& [key, sentence] : messages(language, catalogue)) out.push_back(key);
  return out;
}

std::string describe(const Error& error, Language language) { return message(language, "errors", error.code.name, error.params); }

} // namespace core
