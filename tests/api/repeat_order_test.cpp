#include "storage/licences.h"
#include "support/cases.h"
#include "support/database.h"
#include "support/house.h"
#include "support/story.h"

#include <gtest/gtest.h>

/// An account orders again: quote, order and application are its own (C01, C02), and what was vetted for it counts (C12).
namespace {

using namespace support;
using boost::json::object;

std::string order_body(const HttpReply& quote) { return text({{"quoteId", quote.at("/id")}}); }
HttpReply ask(HttpClient& client, const object& changes = {}) {
  const auto mark = unique_mark();
  auto wish = quote_json(mark, {mark + ".example.jp"});
  for (const auto& [key, value] : changes) wish["customer"].as_object()[key] = value;
  return client.post(Site::api("/quotes"), text(wish));
}
HttpReply place(HttpClient& client, const HttpReply& quote) { return client.post(Site::api("/orders"), order_body(quote)); }
/// An account that a visitor's order made.
std::string ordered_account(Site& site) { return account_of(site, start_application(site)); }

TEST(RepeatOrder, IsTheAccountsAndNobodyElses) {
  RecordProperty("requirement", "C01 G01");
  auto& site = Site::shared();
  auto first = start_application(site);
  const auto account = account_of(site, first);
  auto admin = site.customer("sub_admin", account);
  const auto quote = ask(admin);
  ASSERT_EQ(quote.status, 201) << quote.body;
  EXPECT_EQ(quote.at("/token") + quote.at("/csrfToken"), "") << "the caller has a session";
  auto reader = site.customer("read_only", account);
  auto stranger = site.customer("super_admin", site.new_account());
  for (const auto& path : {Site::api("/quotes/" + quote.at("/id")), quote.at("/pdfUrl")}) {
    EXPECT_EQ(reader.get(path).status, 200) << path;
    EXPECT_EQ(stranger.get(path).status, 404) << path;
    EXPECT_EQ(first.order.orderer.get(path).status, 404) << path;
  }
  EXPECT_EQ(place(stranger, quote).status, 404);
  EXPECT_EQ(place(first.order.orderer, quote).status, 404) << "the session of an earlier order is not the account";
  const auto order = place(admin, quote);
  ASSERT_EQ(order.status, 201) << order.body;
  EXPECT_TRUE(order.json().at("actions").as_array().empty()) << order.body;
  EXPECT_EQ(admin.get(Site::api("/session")).at("/orderId"), "");
  for (const auto& path : {Site::api("/orders/" + order.at("/id")), order.at("/invoice/pdfUrl")}) {
    EXPECT_EQ(reader.get(path).status, 200) << path;
    EXPECT_EQ(stranger.get(path).status, 404) << path;
    EXPECT_EQ(first.order.orderer.get(path).status, 404) << path;
    EXPECT_EQ(first.applicant.get(path).status, 404) << path;
  }
  EXPECT_EQ(reader.get(Site::api("/orders/" + order.at("/id") + "/receipt")).status, 404) << "not paid yet";
  EXPECT_EQ(reader.get(Site::api("/orders/" + first.order.order_id + "/receipt")).status, 200);
  EXPECT_EQ(place(admin, quote).code(), "illegal_transition") << "a quote becomes one order";
}

TEST(RepeatOrder, AccountListsItsOrdersNewestFirst) {
  RecordProperty("requirement", "C01 G01");
  auto& site = Site::shared();
  const auto first = start_application(site);
  const auto account = account_of(site, first);
  site.advance(std::chrono::seconds{1});
  const auto second = order_again(site, account);
  auto reader = site.customer("auditor", account);
  const auto list = reader.get(Site::api("/orders"));
  ASSERT_EQ(list.json().at("items").as_array().size(), 2U) << list.body;
  EXPECT_EQ(list.at("/items/0/id"), second.order_id);
  EXPECT_EQ(list.at("/items/1/id"), first.order.order_id);
  const auto page = reader.get(Site::api("/orders?limit=1"));
  EXPECT_EQ(reader.get(Site::api("/orders?limit=1&after=" + page.at("/next"))).at("/items/0/id"), first.order.order_id);
  EXPECT_EQ(reader.get(Site::api("/orders?status=invoiced")).json().at("items").as_array().size(), 1U);
  EXPECT_TRUE(site.customer("auditor", site.new_account()).get(Site::api("/orders")).json().at("items").as_array().empty());
}

TEST(RepeatOrder, IsPlacedByAdministratorsOnly) {
  RecordProperty("requirement", "C01 G01");
  auto& site = Site::shared();
  const auto account = ordered_account(site);
  auto admin = site.customer("super_admin", account);
  const auto quote = ask(admin);
  EXPECT_TRUE(admin.get(Site::api("/session")).body.contains("\"orders:place\""));
  for (const auto* role : {"requester", "read_only", "auditor"}) {
    auto user = site.customer(role, account);
    const auto refused = ask(user);
    EXPECT_EQ(refused.status, 403) << role << refused.body;
    EXPECT_EQ(refused.code(), "not_allowed");
    EXPECT_EQ(place(user, quote).code(), "not_allowed") << role;
    EXPECT_EQ(user.get(Site::api("/account/order-defaults")).code(), "not_allowed") << role;
    const auto session = user.get(Site::api("/session")).body;
    EXPECT_TRUE(session.contains("\"orders:read\"")) << session;
    EXPECT_FALSE(session.contains("\"orders:place\"")) << session;
  }
}

TEST(RepeatOrder, VisitorsQuoteIsOrderedByItsVisitor) {
  RecordProperty("requirement", "C01 G01");
  auto& site = Site::shared();
  auto admin = site.customer("super_admin", ordered_account(site));
  auto visitor = site.visitor();
  const auto quote = ask(visitor);
  EXPECT_EQ(admin.get(Site::api("/quotes/" + quote.at("/id"))).status, 404);
  EXPECT_EQ(place(admin, quote).status, 404);
  visitor.bearer = quote.at("/token");
  EXPECT_EQ(place(visitor, quote).status, 201);
}

TEST(RepeatOrder, QuotesMailLeadsToTheAccountsPage) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  auto admin = site.customer("super_admin", ordered_account(site));
  const auto quote = ask(admin);
  const auto mail = site.mail(quote.at("/customer/email"), quote.at("/number"));
  EXPECT_TRUE(mail.body.contains("/cms/orders/new?quote=" + quote.at("/id"))) << mail.body;
  EXPECT_FALSE(mail.body.contains("#quote=")) << "no link that lets in whoever has it";
}

TEST(RepeatOrder, AnotherOrganizationOrdersOnThePublicSite) {
  RecordProperty("requirement", "C01 C12");
  auto& site = Site::shared();
  auto first = start_application(site);
  ASSERT_EQ(submit(first, registered_draft(first.order.mark, first.order.names)).status, 201);
  const auto account = account_of(site, first);
  auto admin = site.customer("super_admin", account);
  const auto refused = ask(admin, {{"organizationName", "株式会社赤空商事"}, {"email", "nobody"}});
  EXPECT_EQ(refused.field_codes().at("/customer/organizationName"), "organization_differs") << refused.body;
  EXPECT_EQ(refused.field_codes().at("/customer/email"), "email_invalid") << "all that is wrong at once";
  EXPECT_EQ(ask(admin, {{"organizationName", "㈱青空商事"}}).status, 201) << "the same in another spelling";
  const auto run = [&](std::string_view sql) {
    must(site.world().database.write([&](storage::Transaction& tx) { return tx.exec(sql, account); }));
  };
  run("UPDATE accounts SET name = '株式会社旧青空' WHERE id = $1");
  EXPECT_EQ(ask(admin).status, 201) << "the name that is being vetted";
  run("UPDATE applications SET status = 'rejected' WHERE account_id = $1");
  EXPECT_EQ(ask(admin).status, 422) << "nobody has vetted the name";
  run("UPDATE organizations SET status = 'vetted' WHERE account_id = $1");
  EXPECT_EQ(ask(admin).status, 201) << "renamed, and vetted under the new name";
}

TEST(RepeatOrder, ApplicationIsThatOfTheAccountsOrganization) {
  RecordProperty("requirement", "C07 C12 G01");
  auto& site = Site::shared();
  auto first = start_application(site);
  const auto account = account_of(site, first);
  auto again = apply_again(site, account);
  const auto draft_of = [&](const Applying& applying, const object& changes) {
    auto draft = registered_draft(applying.order.mark, applying.order.names);
    for (const auto& [key, value] : changes) draft["organization"].as_object()[key] = value;
    for (const auto* role : {"technical", "authorization"})
      draft["contacts"].as_object()[role].as_object()["employer"] = draft["organization"].as_object()["name"];
    return draft;
  };
  ASSERT_EQ(submit(first, draft_of(first, {})).status, 201);
  const object other{{"name", "株式会社赤空商事"}, {"corporateNumber", "2010001999005"}};
  const auto refused = submit(again, draft_of(again, other));
  ASSERT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.field_codes()["/draft/organization/name"], "organization_differs") << refused.body;
  const object namesake{{"corporateNumber", "2010001999005"}};
  EXPECT_EQ(submit(again, draft_of(again, namesake)).status, 422) << "another company of the same name";
  EXPECT_EQ(again.applicant.get(Site::api("/applications/" + again.application_id)).at("/status"), "draft") << "nothing is lost";
  EXPECT_EQ(submit(again, draft_of(again, {})).status, 201);
}

TEST(RepeatOrder, FormBeginsWithTheNewestOrder) {
  RecordProperty("requirement", "C01");
  auto& site = Site::shared();
  const auto account = ordered_account(site);
  auto admin = site.customer("super_admin", account);
  site.advance(std::chrono::seconds{1});
  const auto quote = ask(admin, {{"street", "千代田2-2"}});
  ASSERT_EQ(place(admin, quote).status, 201);
  const auto defaults = admin.get(Site::api("/account/order-defaults"));
  ASSERT_EQ(defaults.status, 200) << defaults.body;
  EXPECT_EQ(defaults.at("/customer/organizationName"), "株式会社青空商事");
  EXPECT_EQ(defaults.at("/customer/street"), "千代田2-2");
  EXPECT_EQ(defaults.at("/customer/contactName"), "super_admin") << "the signed-in user";
  EXPECT_EQ(defaults.at("/customer/email"), admin.get(Site::api("/session")).at("/user/email"));
  EXPECT_EQ(defaults.at("/recipient/email"), quote.at("/customer/email"));
  const auto none = site.customer("super_admin", site.new_account()).get(Site::api("/account/order-defaults"));
  EXPECT_EQ(none.at("/customer/organizationName"), "株式会社青空商事") << none.body;
  EXPECT_EQ(none.at("/customer/street"), "");
}

TEST(RepeatOrder, AccountFollowsTheVettingAndLeavesItsActsToTheApplicant) {
  RecordProperty("requirement", "C05 C10 G01");
  auto& site = Site::shared();
  auto made = submitted_case(site);
  const auto account = account_of(site, made.applying);
  auto reader = site.customer("read_only", account);
  const auto seen = reader.get(made.application_path());
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.at("/status"), "vetting");
  EXPECT_NE(seen.at("/dueOn"), "");
  EXPECT_NE(seen.at("/steps/0/step"), "");
  EXPECT_NE(seen.at("/history/0/event"), "");
  EXPECT_TRUE(seen.json().at("actions").as_array().empty()) << seen.body;
  for (const auto* entered : {"山田", "03-6738", "+8136738"}) EXPECT_FALSE(seen.body.contains(entered)) << entered << " in " << seen.body;
  EXPECT_EQ(reader.get(made.application_path("/consents")).status, 200);
  const auto tag = version_tag(seen);
  EXPECT_EQ(reader.post(made.application_path("/withdrawals"), "{}", {{"If-Match", tag}}).code(), "not_allowed");
  auto stranger = site.customer("super_admin", site.new_account());
  EXPECT_EQ(stranger.get(made.application_path()).status, 404);
  EXPECT_EQ(stranger.get(made.application_path("/consents")).status, 404);
}

std::string status_of(HttpClient& desk, const Filed& filed, const std::string& step) { return step_status(desk.get(filed.path()), step); }

TEST(RepeatOrder, IsVettedOnTheAccountsFreshEvidence) {
  RecordProperty("requirement", "C02 C12");
  auto& house = House::shared();
  auto first = file_application(house);
  vet(house, first);
  const auto account = application_row(house, first).account_id;
  auto next = begin_again(house, account.str(), {"next." + first.names.front()});
  EXPECT_EQ(application_row(house, next).account_id, account);
  ASSERT_EQ(submit_draft(next, registered_draft(next.mark, next.names)).status, 201);
  find_case(house, next);
  EXPECT_EQ(application_row(house, next).organization_id, application_row(house, first).organization_id);
  auto desk = house.staff("specialist");
  for (const auto* step : {"organization", "domains", "authorization_call"}) EXPECT_EQ(status_of(desk, next, step), "not_needed") << step;
  const auto recommended = decide(desk, next, "recommendations");
  ASSERT_EQ(recommended.status, 200) << recommended.body;
  auto second = house.staff("approving_specialist");
  const auto approved = decide(second, next, "approvals");
  ASSERT_EQ(approved.status, 200) << approved.body;
  EXPECT_NE(approved.at("/certificateId"), "");
  EXPECT_EQ(available_licences(house, account.str()), 0) << "each order's licence is used by its certificate";
  auto reader = house.customer("read_only", account.str());
  EXPECT_EQ(reader.get("/api/v1/certificates").json().at("items").as_array().size(), 2U);
}

TEST(RepeatOrder, ItsLicenceIsNotSpentByIssuingAtOnce) {
  RecordProperty("requirement", "C02 F01");
  auto& house = House::shared();
  auto first = file_application(house);
  vet(house, first);
  const auto account = application_row(house, first).account_id.str();
  auto next = begin_again(house, account, {"kept." + first.names.front()});
  auto client = api_client(house, account);
  const std::vector<std::string> names{"once." + first.names.front()};
  const auto refused = issue(client, names);
  EXPECT_EQ(refused.code(), "no_licence_available") << refused.body;
  add_licences(house, account, 1);
  EXPECT_EQ(issue(client, names).status, 201);
  EXPECT_EQ(issue(client, names).code(), "no_licence_available") << "the order's is still there";
  ASSERT_EQ(submit_draft(next, registered_draft(next.mark, next.names)).status, 201);
  find_case(house, next);
  auto desk = house.staff("specialist");
  ASSERT_EQ(decide(desk, next, "recommendations").status, 200);
  auto second = house.staff("approving_specialist");
  const auto approved = decide(second, next, "approvals");
  EXPECT_NE(approved.at("/certificateId"), "") << approved.body;
  EXPECT_EQ(available_licences(house, account), 0);
}

TEST(RepeatOrder, WhatIsTooOldIsAskedAnew) {
  RecordProperty("requirement", "C12");
  auto& house = House::shared();
  auto first = file_application(house);
  vet(house, first);
  const auto account = application_row(house, first).account_id.str();
  auto next = begin_again(house, account, {"late." + first.names.front()});
  must(house.world().database.write([&](storage::Transaction& tx) {
    return tx.exec("UPDATE vetting_records SET collected_at = collected_at - 90000000 WHERE account_id = $1", account);
  }));
  ASSERT_EQ(submit_draft(next, registered_draft(next.mark, next.names)).status, 201);
  find_case(house, next);
  auto desk = house.staff("specialist");
  EXPECT_EQ(status_of(desk, next, "organization"), "not_started");
  EXPECT_EQ(status_of(desk, next, "authorization_call"), "not_started");
  EXPECT_EQ(status_of(desk, next, "domains"), "not_needed") << "the proof is as young as before";
}

} // namespace
