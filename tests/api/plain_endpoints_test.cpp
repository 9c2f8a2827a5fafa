#include "support/house.h"

#include <gtest/gtest.h>

/// Bad input where certificates point to, and at the tests' own clock: endpoints without rows (G01).
namespace {

using namespace support;

const std::string malformed_request("\x30\x03\x0a\x01\x01", 5); // OCSPResponse with status 1, RFC 6960 4.2.1

TEST(PlainEndpoints, OcspAnswersJunkAsMalformed) {
  RecordProperty("requirement", "G01 A09");
  auto& house = House::shared();
  auto visitor = house.visitor();
  const Headers type{{"Content-Type", "application/ocsp-request"}};
  for (const auto& junk : {std::string("x"), std::string("{}"), std::string(1, '\0'), std::string("\x30\x80", 2),
                           std::string("\x30\x84\xff\xff\xff\xff", 6), std::string("\x30\x03\x30\x01\x30", 5), std::string(500, '\x30')}) {
    const auto reply = visitor.post("/ocsp/ov-g1", junk, type);
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("content-type"), "application/ocsp-response");
    EXPECT_EQ(reply.body, malformed_request) << junk.size();
  }
  for (const std::string path : {"%%%", "%ff", "MEYwRA", "====", "a/b/c", "%00", "AAAA"})
    EXPECT_EQ(visitor.get("/ocsp/ov-g1/" + path).body, malformed_request) << path;
  EXPECT_EQ(visitor.post("/ocsp/ov-g1", std::string(1'000'000, 'x'), type).status, 413);
  EXPECT_EQ(visitor.post("/ocsp/nobody", "x", type).body, malformed_request);
  EXPECT_EQ(visitor.request("PUT", "/ocsp/ov-g1", "x", type).status, 405);
  EXPECT_EQ(visitor.get("/healthz").status, 200);
}

TEST(PlainEndpoints, TheRepositoryHasNothingElse) {
  RecordProperty("requirement", "G01 A09");
  auto visitor = House::shared().visitor();
  for (const std::string path :
       {"/crl/ov-g1/99999999999999999999.crl", "/crl/ov-g1/-1.crl", "/crl/ov-g1/0.crl.crl", "/crl/ov-g1/0.CRL", "/crl/%20/0.crl",
        "/pki/.cer", "/pki/ov-g1.", "/pki/ov-g1", "/pki/%2e%2e.cer", "/cps/%2e%2e%2f%2e%2e%2fcatalogue", "/cps/private.ja", "/cps/%20"})
    EXPECT_EQ(visitor.get(path).status, 404) << path;
  for (const std::string path : {"/crl/ov-g1/%ff.crl", "/pki/%00.cer", "/cps/%zz"}) EXPECT_EQ(visitor.get(path).status, 400) << path;
}

TEST(PlainEndpoints, TheTestClockTakesTimesOnly) {
  RecordProperty("requirement", "G01 G04");
  auto& house = House::shared();
  auto visitor = house.visitor();
  const auto before = house.now();
  for (const std::string body : {"", "{", "[]", "{}", "7", R"({"now":1})", R"({"now":null})", R"({"now":""})", R"({"now":"2026-11-24"})",
                                 R"({"now":"2026-11-24T01:00:00"})", R"({"now":"2026-02-30T01:00:00Z"})"})
    EXPECT_EQ(visitor.post("/test/clock", body).status, 422) << body;
  EXPECT_EQ(visitor.post("/test/clock", std::string(2000, ' ')).status, 413);
  EXPECT_LE(house.now() - before, std::chrono::seconds{60}) << "it was not moved";
}

} // namespace
