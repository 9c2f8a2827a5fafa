#include "core/crypto.h"
#include "pki/certificate.h"
#include "pki/signer_errors.h"
#include "signer/signer_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <mutex>
#include <thread>

namespace signer_tests {
namespace {

namespace errors = pki::signer::errors;

/// What a portal knows of one request after the signer was killed.
struct Sent {
  pki::signer::Issue request;
  bool answered = false;
  core::Bytes certificate;
};

/// Four threads ask for certificates until the signer dies.
std::vector<Sent> issue_until_dead(SignerProcess& signer) {
  std::vector<Sent> all;
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 200; ++k) {
        Sent sent{issue_request(), false, {}};
        const auto answer = signer.client().issue(sent.request);
        sent.answered = answer.has_value();
        if (answer) sent.certificate = answer->certificate;
        const bool lost = !answer;
        const std::scoped_lock lock(mutex);
        all.push_back(std::move(sent));
        if (lost) return;
      }
    });
  for (auto& thread : threads) thread.join();
  return all;
}

class KilledAt : public ::testing::TestWithParam<std::string> {};

TEST_P(KilledAt, NoSerialIsUsedTwiceAndSettlingTellsTheTruth) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  {
    SignerProcess signer(data.path());
    ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  }
  for (const int visit : {1, 3, 20}) {
    std::vector<Sent> sent;
    {
      SignerProcess signer(data.path(), {.fault = GetParam() + ":" + std::to_string(visit), .test_clock = {}, .environment = {}});
      sent = issue_until_dead(signer);
      ASSERT_TRUE(outside::wait_until([&] { return !signer.process().running(); })) << "the fault point was never reached";
    }
    SignerProcess signer(data.path());
    std::size_t unanswered = 0;
    for (const auto& [request, answered, certificate] : sent) {
      const auto known = signer.client().settle({request.issuer, request.serial});
      ASSERT_TRUE(known) << known.error().code.name;
      if (answered) {
        ASSERT_TRUE(known->certificate) << "an answer was given and forgotten";
        EXPECT_EQ(*known->certificate, certificate);
      } else {
        ++unanswered;
      }
      const auto again = signer.client().issue(request);
      ASSERT_FALSE(again) << "signed, waiting or never heard of: what is settled stays so";
      EXPECT_EQ(again.error().code, errors::serial_used);
      if (known->certificate)
        EXPECT_EQ(pki::Certificate::parse(*known->certificate).value().serial_hex(), core::to_hex(request.serial));
      else
        EXPECT_FALSE(signer.client().settle({request.issuer, request.serial}).value().certificate);
    }
    EXPECT_GT(unanswered, 0U);
  }
}

INSTANTIATE_TEST_SUITE_P(Steps, KilledAt,
                         ::testing::Values("signer.linted", "record.torn", "signer.recorded", "signer.signing", "signer.signed",
                                           "signer.completed", "signer.synced", "signer.replied"),
                         [](const auto& point) {
                           auto name = point.param;
                           std::ranges::replace(name, '.', '_');
                           return name;
                         });

class CeremonyKilledAt : public ::testing::TestWithParam<std::string> {};

TEST_P(CeremonyKilledAt, LeavesNothingOrAll) {
  RecordProperty("requirement", "G02 A08");
  const outside::TemporaryDirectory data;
  {
    SignerProcess signer(data.path(), {.fault = GetParam(), .test_clock = {}, .environment = {}});
    EXPECT_FALSE(signer.client().create_hierarchy(plan()));
    ASSERT_TRUE(outside::wait_until([&] { return !signer.process().running(); }));
  }
  SignerProcess signer(data.path());
  if (!signer.client().status().value().initialized) ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  EXPECT_EQ(signer.client().issuers().value().issuers.size(), 2U);
  EXPECT_TRUE(signer.client().issue(issue_request()));
  pki::signer::SignOcsp ocsp;
  ocsp.issuer = "ov-ca-1";
  ocsp.produced_at = now();
  ocsp.statuses = {{fresh_serial(), pki::CertificateStatus::good, {}, {}, now(), now() + std::chrono::days(3)}};
  EXPECT_TRUE(signer.client().sign_ocsp(ocsp)) << "the responder is made when it is missing";
}

INSTANTIATE_TEST_SUITE_P(Steps, CeremonyKilledAt,
                         ::testing::Values("signer.own.recorded:1", "signer.own.completed:1", "signer.own.recorded:2",
                                           "signer.own.completed:2", "signer.ceremony.held:1", "signer.ceremony.written:1",
                                           "signer.own.recorded:3", "signer.own.completed:3"),
                         [](const auto& point) {
                           auto name = point.param;
                           std::ranges::replace(name, '.', '_');
                           std::ranges::replace(name, ':', '_');
                           return name;
                         });

TEST(KilledSigner, BurnsDurablyBeforeItSaysNeverSigned) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  const auto request = issue_request();
  {
    SignerProcess signer(data.path(), {.fault = "record.burnt:1", .test_clock = {}, .environment = {}});
    ASSERT_TRUE(signer.client().create_hierarchy(plan()));
    EXPECT_FALSE(signer.client().settle({request.issuer, request.serial}));
    ASSERT_TRUE(outside::wait_until([&] { return !signer.process().running(); }));
  }
  SignerProcess signer(data.path());
  EXPECT_EQ(signer.client().issue(request).error().code, errors::serial_used);
}

TEST(LateIssue, IsRefusedHoweverTheTwoMeet) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  std::atomic<int> issued = 0, burnt = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      for (int k = 0; k < 60; ++k) {
        const auto request = issue_request();
        core::Result<pki::signer::IssueReply> reply = core::fail(errors::signer_unavailable);
        std::thread asking([&] { reply = signer.client().issue(request); });
        std::this_thread::sleep_for(std::chrono::microseconds{20 * ((i * 60 + k) % 40)});
        const auto settled = signer.client().settle({request.issuer, request.serial});
        asking.join();
        ASSERT_TRUE(settled);
        EXPECT_EQ(reply.has_value(), settled->certificate.has_value()) << "the two must tell one story";
        if (reply && settled->certificate) EXPECT_EQ(reply->certificate, *settled->certificate);
        if (!reply) EXPECT_EQ(reply.error().code, errors::serial_used);
        ++(reply ? issued : burnt);
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_GT(burnt, 0);
  RecordProperty("issued", issued);
}

TEST(KilledSigner, NeverSignsACrlNumberTwice) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  pki::signer::SignCrl crl;
  crl.issuer = "ov-ca-1";
  crl.number = 9;
  crl.this_update = now();
  crl.next_update = now() + std::chrono::days(3);
  {
    SignerProcess signer(data.path(), {.fault = "signer.crl.recorded:1", .test_clock = {}, .environment = {}});
    ASSERT_TRUE(signer.client().create_hierarchy(plan()));
    EXPECT_FALSE(signer.client().sign_crl(crl));
    ASSERT_TRUE(outside::wait_until([&] { return !signer.process().running(); }));
  }
  SignerProcess signer(data.path());
  EXPECT_EQ(signer.client().sign_crl(crl).error().code, errors::crl_number_used);
  crl.number = 10;
  EXPECT_TRUE(signer.client().sign_crl(crl));
}

TEST(KilledSigner, IsReachedAgainByTheSameClient) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  SignerProcess first(data.path());
  ASSERT_TRUE(first.client().create_hierarchy(plan()));
  first.process().kill(SIGKILL);
  ASSERT_TRUE(outside::wait_until([&] { return !first.process().running(); }));
  const auto told = [&](const core::ErrorCode& code) { return [&] { return first.client().status().error().code == code; }; };
  EXPECT_TRUE(outside::wait_until(told(errors::signer_unreachable))); // once the client has seen the connection end
  SignerProcess second(data.path());
  EXPECT_TRUE(first.client().issue(issue_request()));
}

TEST(StoppedSigner, AnswersWhatItHasRead) {
  RecordProperty("requirement", "G02");
  const outside::TemporaryDirectory data;
  SignerProcess signer(data.path());
  ASSERT_TRUE(signer.client().create_hierarchy(plan()));
  std::vector<Sent> sent;
  std::thread asking([&] { sent = issue_until_dead(signer); });
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  signer.process().kill(SIGTERM);
  asking.join();
  ASSERT_TRUE(outside::wait_until([&] { return !signer.process().running(); }));
  SignerProcess again(data.path());
  for (const auto& one : sent) {
    const auto known = again.client().settle({one.request.issuer, one.request.serial}).value();
    EXPECT_EQ(known.certificate.has_value(), one.answered) << "what was signed was answered, what was not was not";
  }
}

} // namespace
} // namespace signer_tests
