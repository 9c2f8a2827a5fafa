#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

#include <regex>

namespace {

using namespace support;

const Headers request_type{{"Content-Type", "application/ocsp-request"}};

/// A certificate in files, and what the openssl program asks and reads about it.
class Ocsp : public testing::Test {
protected:
  Ocsp() {
    static auto made = vetted_account(House::shared(), 0);
    write_file(folder_ / "leaf.pem", made.client.get("/api/v1/certificates/" + made.certificate_id).at("/pem"));
    write_file(folder_ / "issuer.pem", house_.world().issuers.by_slug("ov-g1")->certificate.to_pem());
  }

  /// The DER of a request; with a nonce unless an option says otherwise.
  std::string request(const std::string& option = {}) const {
    std::vector<std::string> command{
        "openssl", "ocsp", "-issuer", folder_ / "issuer.pem", "-cert", folder_ / "leaf.pem", "-reqout", folder_ / "request"};
    if (!option.empty()) command.push_back(option);
    run_or_throw(command);
    return read_file(folder_ / "request");
  }
  /// What an answer says, and whether it is signed for the certificate by whom it should be.
  std::string read(const HttpReply& reply) const {
    write_file(folder_ / "response", reply.body);
    return run({"openssl", "ocsp", "-respin", folder_ / "response", "-resp_text", "-no_nonce", "-issuer", folder_ / "issuer.pem", "-cert",
                folder_ / "leaf.pem", "-CAfile", house_.root_file()})
        .out;
  }

  House& house_ = House::shared();
  HttpClient visitor_ = house_.visitor();
  TemporaryDirectory folder_;
};

/// Every character escaped, as a client may.
std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += "%" + core::to_hex(core::as_bytes({&c, 1}));
  return out;
}

/// Seconds since 1970 of a date in any of the forms that the date program knows.
std::int64_t seconds(const std::string& date) { return std::stoll(run_or_throw({"date", "-u", "-d", date, "+%s"})); }

/// The time behind a label of `openssl ocsp -resp_text`.
std::int64_t time_in(const std::string& text, const std::string& label) {
  std::smatch found;
  if (!std::regex_search(text, found, std::regex(label + ": (.*)"))) throw std::runtime_error("no " + label + " in: " + text);
  return seconds(found[1]);
}

TEST_F(Ocsp, GetAndPostGiveTheSameSignedAnswer) {
  RecordProperty("requirement", "A09 D08");
  const auto asked = request("-no_nonce");
  const auto in_base64 = core::to_base64(core::as_bytes(asked));
  const auto posted = visitor_.post("/ocsp/ov-g1", asked, request_type);
  ASSERT_EQ(posted.status, 200) << posted.body;
  const auto text = read(posted);
  EXPECT_TRUE(text.contains("Response verify OK")) << text;
  EXPECT_TRUE(text.contains("leaf.pem: good")) << text;
  for (const auto& path : {in_base64, escaped(in_base64)}) {
    const auto got = visitor_.get("/ocsp/ov-g1/" + path);
    EXPECT_EQ(got.status, 200) << path;
    EXPECT_EQ(got.body, posted.body) << path;
    for (const auto* name : {"content-type", "cache-control", "last-modified", "expires", "etag"})
      EXPECT_EQ(got.header(name), posted.header(name)) << name;
  }
}

TEST_F(Ocsp, AnswersMayBeKeptByCachesForAWhile) {
  RecordProperty("requirement", "A09 D08");
  const auto got = visitor_.get("/ocsp/ov-g1/" + core::to_base64(core::as_bytes(request("-no_nonce"))));
  ASSERT_EQ(got.status, 200);
  const auto text = read(got);
  const auto this_update = time_in(text, "This Update");
  const auto next_update = time_in(text, "Next Update");
  // RFC 5019 6.2.
  EXPECT_EQ(got.header("content-type"), "application/ocsp-response");
  EXPECT_EQ(seconds(got.header("last-modified")), this_update);
  EXPECT_LE(seconds(got.header("expires")), next_update);
  EXPECT_GT(seconds(got.header("expires")), this_update);
  EXPECT_NE(got.header("date"), "");
  EXPECT_TRUE(std::regex_match(got.header("etag"), std::regex("\"[0-9a-f]{40}\""))) << got.header("etag");
  const auto cached = got.header("cache-control");
  for (const auto* directive : {"public", "no-transform", "must-revalidate"}) EXPECT_TRUE(cached.contains(directive)) << cached;
  std::smatch age;
  ASSERT_TRUE(std::regex_search(cached, age, std::regex("max-age=([0-9]+)"))) << cached;
  EXPECT_GT(std::stoll(age[1]), 0);
  EXPECT_LT(this_update + std::stoll(age[1]), next_update);
}

TEST_F(Ocsp, EchoesANonceToWhoSendsOne) {
  RecordProperty("requirement", "A09 D08");
  const auto asked = run({"openssl", "ocsp", "-issuer", folder_ / "issuer.pem", "-cert", folder_ / "leaf.pem", "-CAfile",
                          house_.root_file(), "-url", house_.url("/ocsp/ov-g1")});
  EXPECT_EQ(asked.exit_code, 0) << asked.out;
  EXPECT_TRUE(asked.out.contains("Response verify OK")) << asked.out;
  EXPECT_TRUE(asked.out.contains("leaf.pem: good")) << asked.out;
  EXPECT_FALSE(asked.out.contains("WARNING")) << "no nonce came back: " << asked.out;
  EXPECT_FALSE(asked.out.contains("Nonce Verify error")) << asked.out;

  const auto posted = visitor_.post("/ocsp/ov-g1", request(), request_type);
  EXPECT_TRUE(read(posted).contains("OCSP Nonce"));
  EXPECT_EQ(posted.header("cache-control"), "no-store") << "it serves one client once";
  const auto without = visitor_.post("/ocsp/ov-g1", request("-no_nonce"), request_type);
  EXPECT_FALSE(read(without).contains("OCSP Nonce"));
}

} // namespace
