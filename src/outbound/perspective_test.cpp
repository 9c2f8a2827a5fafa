#include "outbound/perspective.h"

#include "outbound/errors.h"
#include "outbound/perspective_witness.h"

#include <gtest/gtest.h>

using namespace outbound;

namespace {

constexpr std::string_view nonce = "00112233445566778899aabbccddeeff";
const core::Bytes key = core::to_bytes(std::string_view("a key of thirty-two bytes or more"));

LookRequest request(Look look) { return {"tokyo", std::string(nonce), 1795575600, std::move(look)}; }

std::string changed(const Look& look, std::string_view from, std::string_view to) {
  auto text = encode(request(look));
  const auto at = text.find(from);
  return at == std::string::npos ? "" : text.replace(at, from.size(), to);
}

const Look txt = TxtLook{"www.aozora.test", "aozora.test", "value"};

/// A witness that never needs its resolver: whatever it refuses, it refuses before it looks.
class Witness : public testing::Test {
protected:
  Witness() : resolver(Resolver::create({}).value()), guard(*resolver), web(guard), witness("tokyo", key, {*resolver, web, clock}) {}
  std::string refusal(const LookRequest& asked) {
    const auto body = encode(asked);
    const auto answer = witness.answer(body, request_mac(key, body));
    return answer ? "answered" : std::string(answer.error().code.name) + " " + answer.error().params.front().second;
  }
  core::MovableClock clock{core::from_unix(1795575600)};
  std::unique_ptr<Resolver> resolver;
  Guard guard;
  WebFetch web;
  PerspectiveWitness witness;
};

} // namespace

TEST(PerspectiveMessage, ReadsBackWhatItWrites) {
  RecordProperty("requirement", "C06");
  const Look caa = CaaLook{{{"www.aozora.test", "acct:a1@ca", "ca-tbr-7"}, {"mail.test", "", "", CaaSubject::mailbox}}, {"ca.test"}};
  for (const Look& look :
       {txt, Look(WebLook{"www.aozora.test", "shomei.txt", "v"}), Look(ContactLook{"w.a.test", "a.test", ContactSource::caa_email}),
        Look(CnameLook{"www.aozora.test", "cdn.test"}), caa}) {
    const auto read = parse_look_request(encode(request(look)));
    ASSERT_TRUE(read) << encode(request(look));
    EXPECT_EQ(encode(*read), encode(request(look)));
  }
  const LookReply reply{"tokyo", std::string(nonce), {{true, true, 28800, "agrees", {"a@b.test"}, "line\n"}, {}}};
  EXPECT_EQ(encode(parse_look_reply(encode(reply)).value()), encode(reply));
}

TEST(PerspectiveMessage, RefusesEverythingElse) {
  RecordProperty("requirement", "G01");
  for (const auto& bad :
       {std::string(), std::string("[]"), std::string("{}"), changed(txt, R"("version":1)", R"("version":2)"),
        changed(txt, R"("at")", R"("on")"), changed(txt, "dns_txt", "telepathy"),
        changed(ContactLook{"a.test", "a.test", ContactSource::caa_email}, "caa_email", "caa_phone"), changed(txt, "0011", "00zz"),
        changed(txt, "{\"kind\"", "{\"more\":1,\"kind\""), changed(txt, "1795575600", "-1"),
        changed(txt, R"("name":"www.aozora.test",)", ""), encode(request(txt)) + "x", changed(txt, "\"aozora.test\"", "7")})
    EXPECT_EQ(parse_look_request(bad).error().code, errors::perspective_message_invalid) << bad;
  EXPECT_FALSE(parse_look_reply(encode(request(txt))));
}

TEST(PerspectiveMessage, MacBindsKeyNonceAndDirection) {
  const auto mac = request_mac(key, "body");
  EXPECT_TRUE(mac_matches(mac, request_mac(key, "body")));
  EXPECT_FALSE(mac_matches(mac, request_mac(key, "bodz")));
  EXPECT_FALSE(mac_matches(mac, request_mac(core::to_bytes(std::string(40, 'k')), "body")));
  EXPECT_FALSE(mac_matches(reply_mac(key, "1", "body"), reply_mac(key, "2", "body")));
  EXPECT_FALSE(mac_matches(mac, ""));
  EXPECT_FALSE(parse_perspective_key("short", "f"));
  EXPECT_TRUE(parse_perspective_key(std::string(32, 'x') + "\n", "f"));
}

TEST_F(Witness, AnswersOnlyWhatIsNewAuthenticAndForItself) {
  RecordProperty("requirement", "C06 G01");
  const auto body = encode(request(txt));
  EXPECT_EQ(witness.answer(body, "").error().params.front().second, "mac");
  EXPECT_EQ(witness.answer(body, request_mac(core::to_bytes(std::string(40, 'k')), body)).error().params.front().second, "mac");
  auto asked = request(CaaLook{}); // which needs no look at all
  asked.perspective = "osaka";
  EXPECT_EQ(refusal(asked), "perspective_refused name");
  asked.perspective = "tokyo";
  asked.at += 121;
  EXPECT_EQ(refusal(asked), "perspective_refused time");
  asked.at -= 242;
  EXPECT_EQ(refusal(asked), "perspective_refused time");
  asked.at += 121;
  EXPECT_EQ(refusal(asked), "answered");
  EXPECT_EQ(refusal(asked), "perspective_refused nonce") << "a replay";
}
