#include "domain/number_proof.h"

#include "domain/errors.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

bool proven(NumberSource source, const std::string& evidence) {
  const auto checked =
      check_number_proof({source, "03-0000-0001", evidence}, {{"fil_shot", "screenshot"}, {"fil_extract", "register_extract"}});
  if (!checked) EXPECT_EQ(checked.error().code, errors::number_proof_missing);
  return checked.has_value();
}

TEST(NumberProof, IsAPageOrADocumentThatFitsTheSource) {
  RecordProperty("requirement", "C08 C09");
  using enum NumberSource;
  for (const auto* evidence : {"x", "タウンページ", "https://", "https://nowhere", "ftp://a.example/", "fil_other", "fil_extract"})
    EXPECT_FALSE(proven(directory, evidence)) << evidence;
  for (const auto* evidence : {"https://townpage.example.jp/aozora", "タウンページ http://a.example", "画面の写し fil_shot"})
    EXPECT_TRUE(proven(directory, evidence)) << evidence;
  EXPECT_TRUE(proven(register_entry, "fil_extract"));
  EXPECT_FALSE(proven(register_entry, "fil_shot"));
  EXPECT_TRUE(proven(applicant, "x")) << "nobody dials it on that word";
}

} // namespace
} // namespace domain
