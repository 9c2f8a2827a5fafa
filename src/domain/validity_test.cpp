#include "domain/due_date.h"
#include "domain/errors.h"
#include "domain/renewal.h"
#include "domain/revocation.h"
#include "domain/validity.h"

#include <gtest/gtest.h>

namespace domain {
namespace {

using namespace std::chrono_literals;
using core::Instant;
using std::chrono::days;

Instant at(std::string_view text) {
  return core::parse_rfc3339(text.size() == 10 ? std::string(text) + "T00:00:00Z" : std::string(text)).value();
}
std::string text(Instant instant) { return core::to_rfc3339(instant); }

const policy::RuleSet& own_rules() {
  static const auto rules = policy::RuleSet::named("private").value();
  return rules;
}
const policy::RuleSet& cabf_rules() {
  static const auto rules = policy::RuleSet::named("cabf").value();
  return rules;
}

std::string new_end(std::string_view issue, int certificate_days = 0) {
  return text(new_validity(own_rules(), "tls.ov", at(issue), certificate_days).value().not_after);
}
std::string renewed_end(std::string_view issue, std::string_view old_end) {
  return text(renewal_validity(own_rules(), "tls.ov", at(issue), at(old_end)).value().not_after);
}

TEST(Validity, ANewCertificateLivesOneCalendarYear) {
  RecordProperty("requirement", "A12");
  EXPECT_EQ(new_end("2021-04-01"), "2022-03-31T23:59:59Z");
  EXPECT_EQ(new_end("2024-02-29"), "2025-02-27T23:59:59Z");
  EXPECT_EQ(new_end("2021-04-01T10:11:59Z"), "2022-04-01T10:10:59Z"); // notBefore is floored to the minute
  EXPECT_EQ(new_end("2021-04-01", 397), "2022-05-02T23:59:59Z");
  EXPECT_EQ(new_end("2021-04-01", 400), "2022-05-02T23:59:59Z"); // 397 d is the most for a new one
  EXPECT_EQ((ValidityPeriod{at("2021-04-01"), at("2022-03-31T23:59:59Z")}.length()), days{365});
}

TEST(Validity, CabfTakesTheSmaller) {
  RecordProperty("requirement", "A12");
  const auto end = [](std::string_view issue) { return text(new_validity(cabf_rules(), "tls.ov", at(issue)).value().not_after); };
  EXPECT_EQ(end("2026-03-14"), "2027-03-13T23:59:59Z"); // the year is shorter than 397 d
  EXPECT_EQ(end("2026-11-24"), "2027-06-10T23:59:59Z");
  EXPECT_EQ(end("2027-03-15"), "2027-06-21T23:59:59Z");
  EXPECT_EQ(end("2029-03-15"), "2029-04-29T23:59:59Z");
}

TEST(Renewal, OpensOneMonthBeforeTheEnd) {
  RecordProperty("requirement", "D02");
  EXPECT_EQ(text(renewal_opens(at("2021-06-30T14:59:59Z"))), "2021-05-30T14:59:59Z");
  EXPECT_EQ(text(renewal_opens(at("2024-03-29T23:59:59Z"))), "2024-02-29T23:59:59Z");
  EXPECT_EQ(text(renewal_opens(at("2021-03-31T00:00:00Z"))), "2021-02-28T00:00:00Z");
  const auto old_end = at("2021-06-30T14:59:59Z");
  EXPECT_EQ(check_renewal_open(old_end, at("2021-05-30T14:59:58Z"), renewal_opens(old_end)).error().code, errors::renewal_too_early);
  EXPECT_TRUE(check_renewal_open(old_end, at("2021-05-30T14:59:59Z"), renewal_opens(old_end)));
}

TEST(Renewal, CarriesTheRestOver) {
  RecordProperty("requirement", "D03");
  EXPECT_EQ(renewed_end("2021-06-01", "2021-06-30T14:59:59Z"), "2022-06-30T14:59:59Z");
  EXPECT_EQ(renewed_end("2021-05-31", "2021-06-30T14:59:59Z"), "2022-06-30T14:59:59Z");
  EXPECT_EQ(renewed_end("2024-03-01", "2024-03-29T23:59:59Z"), "2025-03-29T23:59:59Z");
  EXPECT_EQ(renewed_end("2021-05-01", "2021-06-30T23:59:59Z"),
            "2022-06-02T23:59:59Z");                                                    // a widened window: cut at 398 d
  EXPECT_EQ(renewed_end("2021-07-10", "2021-06-30T14:59:59Z"), "2022-07-09T23:59:59Z"); // late: a plain new term
  const auto cut = renewal_validity(own_rules(), "tls.ov", at("2021-05-01"), at("2021-06-30T23:59:59Z")).value();
  EXPECT_EQ(cut.length(), days{398});
  EXPECT_EQ(text(renewal_validity(cabf_rules(), "tls.ov", at("2026-11-24"), at("2026-12-20T00:00:00Z")).value().not_after),
            "2027-06-11T23:59:59Z");
}

TEST(Renewal, IsDecidedFromTheOldCertificate) {
  RecordProperty("requirement", "D02 D03 D07");
  const OldCertificate old{CertificateStatus::active, at("2021-06-30T14:59:59Z"), at("2020-06-30"), "株式会社青空商事"};
  const auto decide = [&](const OldCertificate& from, const std::string& company, std::string_view now) {
    return decide_renewal(from, {company}, own_rules(), "tls.ov", at(now));
  };
  EXPECT_EQ(text(decide(old, "㈱青空商事", "2021-06-01").value().not_after), "2022-06-30T14:59:59Z");
  EXPECT_EQ(decide(old, "株式会社青空商事", "2021-05-30").error().code, errors::renewal_too_early);
  EXPECT_EQ(decide(old, "株式会社青空ホールディングス", "2021-06-01").error().code, errors::company_name_changed);
  auto revoked = old;
  revoked.status = CertificateStatus::revoked;
  EXPECT_EQ(decide(revoked, "株式会社青空商事", "2021-06-01").error().code, errors::certificate_not_active);
}

TEST(Reissue, KeepsTheOriginalEnd) {
  RecordProperty("requirement", "D05 D06 D07");
  const OldCertificate old{CertificateStatus::active, at("2027-11-01T00:00:00Z"), at("2026-11-01"), "株式会社青空商事"};
  const auto decide = [&](ReissueCause cause, std::string_view now, const policy::RuleSet& rules,
                          const std::string& company = "株式会社青空商事") {
    return decide_reissue(old, {company}, cause, rules, "tls.ov", at(now));
  };
  const auto whole = decide(ReissueCause::lost_key, "2026-11-24", own_rules()).value();
  EXPECT_EQ(text(whole.period.not_after), "2027-11-01T00:00:00Z");
  EXPECT_FALSE(whole.cut);
  const auto cut = decide(ReissueCause::lost_key, "2026-11-24", cabf_rules()).value();
  EXPECT_EQ(text(cut.period.not_after), "2027-06-11T23:59:59Z");
  EXPECT_TRUE(cut.cut);
  EXPECT_TRUE(decide(ReissueCause::san_change, "2026-12-01", own_rules()));
  EXPECT_EQ(decide(ReissueCause::san_change, "2026-12-01T00:00:01Z", own_rules()).error().code, errors::san_window_closed);
  EXPECT_EQ(decide(ReissueCause::other, "2026-11-24", own_rules(), "株式会社青空物産").error().code, errors::company_name_changed);
  EXPECT_EQ(decide(ReissueCause::other, "2027-11-02", own_rules()).error().code, errors::certificate_not_active);
}

TEST(Notices, GoOutAtNineInTheAccountsZone) {
  RecordProperty("requirement", "D04");
  const auto times = notice_times(at("2021-06-30T14:59:59Z"), core::TimeZone::tokyo());
  EXPECT_EQ(text(times.at(0)), "2021-05-31T00:00:00Z");
  EXPECT_EQ(text(times.at(1)), "2021-06-21T00:00:00Z");
  EXPECT_EQ(text(notice_times(at("2021-06-30T00:00:00Z"), core::TimeZone::tokyo()).at(0)),
            "2021-05-30T00:00:00Z"); // exactly at nine
}

TEST(Licence, LapsesAtTheEndOfItsLastDay) {
  RecordProperty("requirement", "F06 F07");
  const auto& tokyo = core::TimeZone::tokyo();
  EXPECT_EQ(text(licence_lapses(at("2021-04-01T03:00:00Z"), 1, tokyo)), "2022-03-31T14:59:59Z");
  EXPECT_EQ(text(licence_lapses(at("2021-03-31T16:00:00Z"), 3, tokyo)),
            "2024-03-31T14:59:59Z"); // already 1 April in Tokyo
}

TEST(DueDates, CountBusinessDays) {
  RecordProperty("requirement", "C10");
  const auto calendar = core::BusinessCalendar::japan();
  const auto due = [&](std::string_view submitted, std::vector<WaitingTime> waits = {}) {
    return due_dates(at(submitted), waits, calendar);
  };
  EXPECT_EQ(core::to_string(due("2026-11-20T03:00:00Z").standard), "2026-11-30");
  EXPECT_EQ(core::to_string(due("2026-11-20T03:00:00Z").latest), "2026-12-07");
  EXPECT_EQ(core::to_string(due("2026-11-20T15:30:00Z").standard), "2026-11-30"); // Saturday in Tokyo
  const auto waited = due("2026-11-20T03:00:00Z", {{at("2026-11-25T01:00:00Z"), at("2026-11-26T05:00:00Z")}});
  EXPECT_EQ(core::to_string(waited.standard), "2026-12-02"); // two days did not count
  EXPECT_FALSE(is_overdue(waited.standard, at("2026-12-02T14:59:59Z"), calendar));
  EXPECT_TRUE(is_overdue(waited.standard, at("2026-12-02T15:00:00Z"), calendar));
}

TEST(Revocation, ReasonsDependOnWhoAsks) {
  RecordProperty("requirement", "D08");
  const auto now = at("2026-11-24");
  const auto decide = [&](RevocationReason reason, RevokingParty party, CertificateStatus status = CertificateStatus::active) {
    return decide_revocation({status, at("2027-11-24"), reason, party}, own_rules(), now);
  };
  EXPECT_TRUE(decide(RevocationReason::key_compromise, RevokingParty::subscriber).value().blocks_key);
  EXPECT_TRUE(decide(RevocationReason::unspecified, RevokingParty::staff).value().omit_reason);
  EXPECT_TRUE(decide(RevocationReason::privilege_withdrawn, RevokingParty::staff));
  EXPECT_EQ(decide(RevocationReason::privilege_withdrawn, RevokingParty::subscriber).error().code, errors::revocation_reason_not_allowed);
  EXPECT_EQ(decide(RevocationReason::superseded, RevokingParty::staff, CertificateStatus::revoked).error().code, errors::already_revoked);
  EXPECT_TRUE(decide(RevocationReason::superseded, RevokingParty::staff, CertificateStatus::reissued));
  EXPECT_EQ(
      decide_revocation({CertificateStatus::active, at("2026-11-23"), RevocationReason::superseded, RevokingParty::staff}, own_rules(), now)
          .error()
          .code,
      errors::certificate_expired);
  for (const auto reason : allowed_reasons(RevokingParty::staff, cabf_rules(), now))
    EXPECT_EQ(parse_revocation_reason(to_string(reason)), reason);
  EXPECT_EQ(allowed_reasons(RevokingParty::staff, cabf_rules(), now).size(), 6U);
  EXPECT_EQ(allowed_reasons(RevokingParty::public_form, cabf_rules(), now).size(), 5U);
  EXPECT_EQ(parse_revocation_reason("certificateHold"), std::nullopt);
}

} // namespace
} // namespace domain
