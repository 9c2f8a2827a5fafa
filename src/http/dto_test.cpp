#include "http/dto.h"

#include "http/openapi.h"

#include <gtest/gtest.h>

namespace dto_test {

enum class Method { dns_txt, web_file };
BOOST_DESCRIBE_ENUM(Method, dns_txt, web_file)

enum class Reason { key_compromise, superseded };
BOOST_DESCRIBE_ENUM(Reason, key_compromise, superseded)
constexpr std::string_view wire_name(Reason reason) { return reason == Reason::key_compromise ? "keyCompromise" : "superseded"; }

struct Person {
  std::string family_name;
  std::optional<std::string> phone;
  static constexpr std::array rules{http::Rule{.field = "family_name", .min_length = 1, .max_length = 5},
                                    http::Rule{.field = "phone", .pattern = "0[0-9]{9,10}"}};
};
BOOST_DESCRIBE_STRUCT(Person, (), (family_name, phone))

struct Everything {
  std::string csr;
  std::vector<std::string> names;
  Person person;
  std::map<std::string, Person> contacts;
  Method method = Method::dns_txt;
  std::optional<Reason> reason;
  core::Instant when{};
  std::optional<std::chrono::year_month_day> day;
  core::Id<"ord"> order = core::Id<"ord">::stored("");
  bool sure = false;
  std::uint8_t small = 0;
  std::int64_t large = 0;
  std::string step = "csr";
  std::optional<std::vector<int>> numbers;
  boost::json::object facts;
  core::Language language = core::Language::ja;
  std::string operator_;
  static constexpr std::array rules{
      http::Rule{.field = "csr", .min_length = 1, .max_length = 20000, .multiline = true},
      http::Rule{.field = "names", .max_length = 8, .min_items = 1, .max_items = 3},
      http::Rule{.field = "step", .one_of = "csr|names", .has_default = true},
  };
};
BOOST_DESCRIBE_STRUCT(Everything, (),
                      (csr, names, person, contacts, method, reason, when, day, order, sure, small, large, step, numbers, facts, language,
                       operator_))

struct Tree {
  std::string name;
  std::vector<Tree> children;
};
BOOST_DESCRIBE_STRUCT(Tree, (), (name, children))

} // namespace dto_test

namespace {

using dto_test::Everything;

std::string good() {
  static const std::string order = core::Id<"ord">::make().str();
  return R"({"csr":"-----BEGIN\nx","names":["a.jp","b.jp"],"person":{"familyName":"山田"},"contacts":{"technical":{"familyName":"佐藤","phone":"0312345678"}},)"
         R"("method":"web_file","reason":"keyCompromise","when":"2026-11-24T10:00:00+09:00","day":"2026-02-28","order":")" +
         order +
         R"(","sure":true,"small":255,"large":-9007199254740993,"numbers":[1,2],"facts":{"a":[1]},"language":"en","operator":"max"})";
}

std::map<std::string, std::string> errors_of(const std::string& text) {
  std::map<std::string, std::string> found;
  const auto parsed = http::parse<Everything>(text);
  if (parsed) return found;
  for (const auto& field : parsed.error().fields) found[field.field] = field.code;
  return found;
}

/// `good()` with one member replaced.
std::string with(const std::string& name, const std::string& json) {
  auto document = boost::json::parse(good()).as_object();
  document[name] = boost::json::parse(json);
  return boost::json::serialize(document);
}

TEST(DtoTest, ReadsEveryKindOfMember) {
  const auto parsed = http::parse<Everything>(good());
  ASSERT_TRUE(parsed) << parsed.error().fields.front().field;
  EXPECT_EQ(parsed->csr, "-----BEGIN\nx");
  EXPECT_EQ(parsed->names, (std::vector<std::string>{"a.jp", "b.jp"}));
  EXPECT_EQ(parsed->person.family_name, "山田");
  EXPECT_EQ(parsed->person.phone, std::nullopt);
  EXPECT_EQ(parsed->contacts.at("technical").phone, "0312345678");
  EXPECT_EQ(parsed->method, dto_test::Method::web_file);
  EXPECT_EQ(parsed->reason, dto_test::Reason::key_compromise);
  EXPECT_EQ(core::to_rfc3339(parsed->when), "2026-11-24T01:00:00Z");
  EXPECT_EQ(parsed->small, 255);
  EXPECT_EQ(parsed->large, -9007199254740993);
  EXPECT_EQ(parsed->step, "csr");
  EXPECT_EQ(parsed->numbers, (std::vector{1, 2}));
  EXPECT_EQ(parsed->language, core::Language::en);
  EXPECT_EQ(parsed->operator_, "max");
}

TEST(DtoTest, PrintsWhatItReads) {
  const auto parsed = http::parse<Everything>(good());
  ASSERT_TRUE(parsed);
  const auto printed = http::to_json(*parsed);
  const auto again = http::parse<Everything>(printed);
  ASSERT_TRUE(again) << printed;
  EXPECT_EQ(http::to_json(*again), printed);
  EXPECT_NE(printed.find(R"("phone":null)"), std::string::npos);
  EXPECT_NE(printed.find(R"("reason":"keyCompromise")"), std::string::npos);
}

TEST(DtoTest, ReportsAllFindingsWithTheirPointers) {
  RecordProperty("requirement", "G01");
  const auto found = errors_of(R"({"csr":1,"names":["ok",2,"123456789"],"person":{"phone":"123"},"contacts":{"x/y":{}},"method":"mail",)"
                               R"("when":"today","day":"2026-02-29","order":"crt_1","sure":"yes","small":256,"large":1.5,"facts":[],)"
                               R"("language":"fr","operator":"","step":"end","numbers":[1,"2"],"zzz":0})");
  const std::map<std::string, std::string> expected{{"/csr", "field_not_text"},
                                                    {"/names/1", "field_not_text"},
                                                    {"/names/2", "field_too_long"},
                                                    {"/person/familyName", "field_required"},
                                                    {"/person/phone", "field_wrong_form"},
                                                    {"/contacts/x~1y/familyName", "field_required"},
                                                    {"/method", "field_not_one_of"},
                                                    {"/when", "field_not_a_time"},
                                                    {"/day", "field_not_a_date"},
                                                    {"/order", "field_not_an_id"},
                                                    {"/sure", "field_not_boolean"},
                                                    {"/small", "field_too_large"},
                                                    {"/large", "field_not_integer"},
                                                    {"/facts", "field_not_object"},
                                                    {"/language", "field_not_one_of"},
                                                    {"/step", "field_not_one_of"},
                                                    {"/numbers/1", "field_not_integer"},
                                                    {"/zzz", "field_unknown"}};
  EXPECT_EQ(found, expected);
}

TEST(DtoTest, CountsCharactersNotBytes) {
  EXPECT_TRUE(errors_of(with("person", R"({"familyName":"勅使河原家"})")).empty());
  EXPECT_EQ(errors_of(with("person", R"({"familyName":"勅使河原家々"})")).at("/person/familyName"), "field_too_long");
}

TEST(DtoTest, TakesABlankTextForAnEmptyOne) {
  RecordProperty("requirement", "C09 G01");
  for (const std::string blank : {"", " ", "　", "\u00a0\u200b 　"})
    EXPECT_EQ(errors_of(with("person", R"({"familyName":")" + blank + R"("})")).at("/person/familyName"), "field_empty") << blank;
  EXPECT_EQ(errors_of(with("csr", R"("\n \t　")")).at("/csr"), "field_empty");
  EXPECT_TRUE(errors_of(with("person", R"({"familyName":"　家　"})")).empty());
  EXPECT_TRUE(errors_of(with("names", R"([" "])")).empty()) << "where nothing has to be written";
}

TEST(DtoTest, RefusesControlCharactersThatNoFormHas) {
  RecordProperty("requirement", "G01");
  EXPECT_EQ(errors_of(with("person", R"({"familyName":"a\nb"})")).at("/person/familyName"), "field_wrong_characters");
  EXPECT_EQ(errors_of(with("csr", R"("a\u0000b")")).at("/csr"), "field_wrong_characters");
  EXPECT_EQ(errors_of(with("names", R"([])")).at("/names"), "field_too_few");
  EXPECT_EQ(errors_of(with("names", R"(["a","b","c","d"])")).at("/names"), "field_too_many");
}

TEST(DtoTest, RefusesTextThatIsNotOneJsonDocument) {
  RecordProperty("requirement", "G01");
  const std::string deep(40, '[');
  for (const std::string& text :
       {std::string(), std::string("{"), good() + "x", std::string("{\"a\":\"\xff\"}"), deep + std::string(40, ']'), std::string("{'a':1}"),
        std::string("{\"a\":01}"), std::string("\xef\xbb\xbf{}")}) {
    const auto parsed = http::parse<Everything>(text);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code.name, "json_malformed") << text;
  }
}

TEST(DtoTest, RefusesMembersGivenTwice) {
  RecordProperty("requirement", "G01");
  EXPECT_EQ(errors_of(R"({"csr":"a","csr":"b"})"), (std::map<std::string, std::string>{{"/csr", "field_duplicate"}}));
  EXPECT_EQ(errors_of(R"({"person":{"a":1},"x":[{"b":1,"\u0062":2}]})"), (std::map<std::string, std::string>{{"/b", "field_duplicate"}}));
}

TEST(DtoTest, BoundsTheNumberOfFindings) {
  std::string text = "{";
  for (int i = 0; i < 1000; ++i) text += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
  const auto parsed = http::parse<Everything>(text + "}");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().fields.size(), 100U);
}

TEST(DtoTest, DescribesRecursiveDtos) {
  const auto components = http::schema_components(&http::shape<dto_test::Tree>);
  EXPECT_EQ(
      boost::json::serialize(components),
      R"({"Tree":{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}}},)"
      R"("required":["name","children"],"additionalProperties":false}})");
  EXPECT_TRUE(http::parse<dto_test::Tree>(R"({"name":"a","children":[{"name":"b","children":[]}]})"));
}

TEST(DtoTest, EscapesWhatJsonMust) {
  std::string out;
  http::write_text(out, std::string_view("a\"\\\n\x01é", 7));
  EXPECT_EQ(out, "\"a\\\"\\\\\\n\\u0001\xc3\xa9\"");
}

} // namespace
