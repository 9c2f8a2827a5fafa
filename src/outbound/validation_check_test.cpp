#include "outbound/validation_check.h"

#include <gtest/gtest.h>

namespace outbound {
namespace {

TEST(ValidationCheck, NamesWhereTheValueMustStand) {
  RecordProperty("requirement", "C06");
  EXPECT_EQ(validation_record_name("aozora.co.jp"), "_shomei-validation.aozora.co.jp");
  EXPECT_EQ(validation_file_url("www.aozora.co.jp", "shomei.txt"), "http://www.aozora.co.jp/.well-known/pki-validation/shomei.txt");
}

} // namespace
} // namespace outbound
