#include "pki/signer_protocol.h"

#include "pki/errors.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace pki::signer {
namespace {

Issue issue() {
  return {.intent_id = "int_x",
          .issuer = "ov-ca-1",
          .profile = "tls.ov",
          .serial = core::Bytes(16, 0xab),
          .subject = {{AttributeType::country, "JP"}, {AttributeType::organization, "株式会社青空商事"}},
          .dns_names = {"www.aozora.example.jp", ""},
          .spki = {1, 2, 3},
          .not_before = core::from_unix(1),
          .not_after = core::from_unix(-5),
          .crl_url = "http://x/1.crl"};
}

core::Bytes payload_of(const core::Bytes& frame) {
  FrameReader reader;
  reader.feed(frame);
  return reader.next().value().value();
}

TEST(SignerProtocol, CarriesARequest) {
  const auto frame = encode(0x0102030405060708, Request(issue())).value();
  const auto envelope = decode_request(payload_of(frame)).value();
  EXPECT_EQ(envelope.request_id, 0x0102030405060708U);
  const auto& read = std::get<Issue>(envelope.message);
  EXPECT_EQ(read.subject, issue().subject);
  EXPECT_EQ(read.dns_names, issue().dns_names);
  EXPECT_EQ(read.not_after, core::from_unix(-5));
  EXPECT_EQ(encode(envelope.request_id, envelope.message).value(), frame);
}

TEST(SignerProtocol, CarriesListsAndAbsentValues) {
  const SignCrl crl{
      .issuer = "ov",
      .number = 7,
      .this_update = core::from_unix(0),
      .next_update = core::from_unix(9),
      .entries = {{{1}, core::from_unix(3), RevocationReason::superseded}, {{2}, core::from_unix(4), RevocationReason::unspecified}},
      .shard_url = {}};
  const auto request = decode_request(payload_of(encode(1, Request(crl)).value())).value();
  EXPECT_EQ(std::get<SignCrl>(request.message).entries, crl.entries);
  EXPECT_FALSE(std::get<SignCrl>(request.message).shard_url);
  const auto reply = decode_reply(payload_of(encode(1, Reply(SettleReply{core::Bytes{}})).value())).value();
  EXPECT_EQ(std::get<SettleReply>(reply.message).certificate, core::Bytes{});
  EXPECT_FALSE(std::get<SettleReply>(decode_reply(payload_of(encode(1, Reply(SettleReply{})).value()))->message).certificate);
}

// The seeds were written by another program from docs/formats/signer-protocol.md.
TEST(SignerProtocol, ReadsWhatAnotherProgramWrote) {
  for (const auto* name : {"status", "issue", "create_hierarchy", "sign_crl", "sign_ocsp"}) {
    std::ifstream file(std::string(SHOMEI_SOURCE_DIR) + "/fuzz/corpus/signer_protocol/" + name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    const auto request = decode_request(core::as_bytes(text.view()));
    ASSERT_TRUE(request) << name;
    EXPECT_EQ(request->request_id, 7U);
    if (const auto* read = std::get_if<Issue>(&request->message)) EXPECT_EQ(read->subject, issue().subject);
  }
}

TEST(SignerProtocol, RefusesEveryCut) {
  RecordProperty("requirement", "G01");
  const auto payload = payload_of(encode(1, Request(issue())).value());
  for (std::size_t i = 0; i < payload.size(); ++i) EXPECT_FALSE(decode_request(core::ByteView(payload).first(i)));
  auto longer = payload;
  longer.push_back(0);
  EXPECT_EQ(decode_request(longer).error().code, pki::errors::signer_message_malformed);
}

TEST(SignerProtocol, RefusesOtherVersionsVerbsAndEnumerators) {
  RecordProperty("requirement", "G01");
  const auto good = payload_of(
      encode(1, Request(SignOcsp{.issuer = "", .hash = OcspHash::sha256, .statuses = {}, .nonce = {}, .produced_at = {}})).value());
  for (const auto& [position, octet] : std::initializer_list<std::pair<std::size_t, std::uint8_t>>{{0, 2}, {1, 0}, {1, 99}, {20, 2}}) {
    auto changed = good;
    changed[position] = octet;
    EXPECT_FALSE(decode_request(changed)) << position;
  }
}

TEST(FrameReader, CutsAStreamAtAnyPlace) {
  auto stream = encode(1, Request(StatusRequest{})).value();
  const auto second = encode(2, Request(issue())).value();
  stream.insert(stream.end(), second.begin(), second.end());
  FrameReader reader;
  std::vector<core::Bytes> payloads;
  for (const auto octet : stream) {
    reader.feed({&octet, 1});
    if (auto payload = reader.next().value()) payloads.push_back(*payload);
  }
  ASSERT_EQ(payloads.size(), 2U);
  EXPECT_EQ(decode_request(payloads[1])->request_id, 2U);
  EXPECT_EQ(reader.pending(), 0U);
}

TEST(FrameReader, RefusesALargeFrameBeforeItArrives) {
  RecordProperty("requirement", "G01");
  FrameReader reader;
  reader.feed(core::Bytes{0x00, 0x10, 0x00, 0x01});
  EXPECT_EQ(reader.next().error().code, pki::errors::signer_frame_too_large);
  EXPECT_EQ(encode(1, Request(SignOcsp{.issuer = std::string(max_frame, 'x'), .hash = {}, .statuses = {}, .nonce = {}, .produced_at = {}}))
                .error()
                .code,
            pki::errors::signer_frame_too_large);
}

} // namespace
} // namespace pki::signer
