#include "builders.h"
#include "core/bytes.h"
#include "core/errors.h"
#include "storage/access_codes.h"
#include "storage/documents.h"

#include <thread>

using namespace builders;
using support::must;

namespace {

class OrdersTest : public support::DatabaseTest {};

TEST_P(OrdersTest, AQuoteBecomesOneOrder) {
  const auto made = customer(db, "1");
  const auto again = db.write([&](Transaction& tx) { return storage::insert_order(tx, order("O-2", made.quote.id, made.account.id)); });
  EXPECT_TRUE(storage::violates(again.error(), "orders", "quote_id"));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::find_order_of_quote(tx, made.quote.id); })->number, "O-1");
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_order_by_number(tx, "O-1"); })->names, made.order.names);
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_quote_by_token(tx, "token-Q-1"); })->total, 55'000);
  EXPECT_FALSE(read([](Transaction& tx) { return storage::find_quote_by_token(tx, "other"); }));
}

TEST_P(OrdersTest, AnotherAccountsOrderIsNotFound) {
  RecordProperty("requirement", "G01");
  const auto ours = customer(db, "1");
  const auto theirs = customer(db, "2");
  const auto load = [&](const storage::Tenant& tenant) {
    return db.read([&](Transaction& tx) { return storage::load_order(tx, ours.order.id, tenant); });
  };
  EXPECT_TRUE(load(storage::Tenant::of(ours.account.id)));
  EXPECT_EQ(load(storage::Tenant::of(theirs.account.id)).error().code, core::errors::not_found);
}

TEST_P(OrdersTest, OfAnAccountAreItsOwn) {
  RecordProperty("requirement", "G01");
  const auto ours = customer(db, "1");
  static_cast<void>(customer(db, "2"));
  auto next = quote("Q-3");
  next.account_id = ours.account.id;
  auto later = order("O-3", next.id, ours.account.id);
  later.created_at += seconds{1};
  write([&](Transaction& tx) -> core::Result<void> {
    TRY(storage::insert_quote(tx, next));
    return storage::insert_order(tx, later);
  });
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_quote(tx, next.id); }).account_id, ours.account.id);
  const auto page = read([&](Transaction& tx) { return storage::list_orders(tx, {.tenant = storage::Tenant::of(ours.account.id)}); });
  ASSERT_EQ(page.items.size(), 2U);
  EXPECT_EQ(page.items.at(0).number, "O-3");
  EXPECT_EQ(page.items.at(1).number, "O-1");
  EXPECT_EQ(read([&](Transaction& tx) { return storage::find_newest_order(tx, ours.account.id); })->number, "O-3");
  EXPECT_FALSE(read([](Transaction& tx) { return storage::find_newest_order(tx, storage::AccountId::make()); }));
}

TEST_P(OrdersTest, AreChangedByOneAtATime) {
  auto row = customer(db, "1").order;
  row.status = "paid";
  row.paid = 55'000;
  const auto save = [&] { return db.write([&](Transaction& tx) { return storage::update_order(tx, row); }); };
  must(save());
  EXPECT_EQ(save().error().code, core::errors::version_stale);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_order(tx, row.id, storage::Tenant::any()); }).status, "paid");
}

TEST_P(OrdersTest, QuotesMoveOnlyFromWhereTheyAre) {
  const auto row = quote("Q-9");
  write([&](Transaction& tx) { return storage::insert_quote(tx, row); });
  const auto accept = [&] { return db.write([&](Transaction& tx) { return storage::set_quote_status(tx, row.id, "sent", "accepted"); }); };
  must(accept());
  EXPECT_EQ(accept().error().code, core::errors::version_stale);
  const auto late = quote("Q-10");
  write([&](Transaction& tx) { return storage::insert_quote(tx, late); });
  EXPECT_EQ(write([&](Transaction& tx) { return storage::lapse_quotes(tx, late.valid_until + seconds{1}); }), 1);
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_quote(tx, late.id); }).status, "lapsed");
}

TEST_P(OrdersTest, AreListedPageByPageAndSearched) {
  for (int i = 0; i < 7; ++i) (void)customer(db, std::to_string(i));
  storage::OrderQuery query{.tenant = storage::Tenant::any(), .limit = 3};
  std::vector<std::string> numbers;
  for (int pages = 1;; ++pages) {
    const auto page = read([&](Transaction& tx) { return storage::list_orders(tx, query); });
    for (const auto& row : page.items) numbers.push_back(row.number);
    if (!page.next) {
      EXPECT_EQ(pages, 3);
      break;
    }
    query.after = *page.next;
  }
  std::ranges::sort(numbers);
  EXPECT_EQ(numbers, (std::vector<std::string>{"O-0", "O-1", "O-2", "O-3", "O-4", "O-5", "O-6"}));
  const auto matching = [&](const std::string& q, const std::string& status = "") {
    return read([&](Transaction& tx) { return storage::list_orders(tx, {.tenant = storage::Tenant::any(), .status = status, .q = q}); })
        .items.size();
  };
  EXPECT_EQ(matching("o-3"), 1U);
  EXPECT_EQ(matching("WWW.AOZORA"), 7U);
  EXPECT_EQ(matching("青井"), 7U);
  EXPECT_EQ(matching("%"), 0U);
  EXPECT_EQ(matching("O_3"), 0U);
  EXPECT_EQ(matching("", "paid"), 0U);
  for (const std::string_view bytes : {std::string_view("1"), std::string_view("1\n2\n3"), std::string_view("a\nord_1"),
                                       std::string_view("1\n\xff\xfe"), std::string_view("1\n\0", 3)}) {
    const auto junk = db.read([&](Transaction& tx) {
      return storage::list_orders(tx, {.tenant = storage::Tenant::any(), .after = core::to_base64url(core::as_bytes(bytes))});
    });
    EXPECT_EQ(junk.error().code, storage::errors::cursor_invalid) << bytes;
  }
  const auto junk = db.read([](Transaction& tx) { return storage::list_orders(tx, {.tenant = storage::Tenant::any(), .after = "!!"}); });
  EXPECT_EQ(junk.error().code, storage::errors::cursor_invalid);
}

TEST_P(OrdersTest, ADepositIsRecordedOnce) {
  RecordProperty("requirement", "C02");
  const auto made = customer(db, "1");
  const auto pay = [&](const std::string& reference) {
    return db.write([&](Transaction& tx) {
      return storage::insert_payment(tx, {storage::PaymentId::make(), made.order.id, "bank_transfer", 55'000, "2026-09-21",
                                          "アオゾラシヨウジ", reference, "usr_1", now});
    });
  };
  must(pay("20260921-1"));
  EXPECT_TRUE(storage::violates(pay("20260921-1").error(), "payments", "reference"));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::list_payments(tx, made.order.id); }).size(), 1U);
}

TEST_P(OrdersTest, DocumentsAreKeptAsGivenOut) {
  const auto made = customer(db, "1");
  const storage::DocumentRow invoice{storage::DocumentId::make(),
                                     "invoice",
                                     "I-2026-000001",
                                     made.account.id,
                                     {},
                                     made.order.id,
                                     "株式会社青空商事",
                                     "2026-09-21",
                                     "2026-10-31",
                                     55'000,
                                     {'%', 'P', 'D', 'F', 0, 1},
                                     "00",
                                     now};
  write([&](Transaction& tx) { return storage::insert_document(tx, invoice); });
  const auto found = read([&](Transaction& tx) { return storage::find_document_of_order(tx, made.order.id, "invoice"); });
  EXPECT_EQ(found->pdf, invoice.pdf);
  EXPECT_EQ(found->due_on, "2026-10-31");
  EXPECT_FALSE(read([&](Transaction& tx) { return storage::find_document_of_order(tx, made.order.id, "receipt"); }));
  EXPECT_FALSE(read([&](Transaction& tx) { return storage::find_document_of_quote(tx, made.quote.id, "quote"); }));
  EXPECT_EQ(read([&](Transaction& tx) { return storage::load_document(tx, invoice.id); }).number, "I-2026-000001");
}

TEST_P(OrdersTest, AnAccessCodeIsUsedByOneOfTwo) {
  RecordProperty("requirement", "C03");
  const auto made = customer(db, "1");
  const storage::AccessCodeRow code{
      storage::AccessCodeId::make(), made.order.id, "hash", "hanako@aozora.example.jp", "issued", now, now + seconds{100}, {}};
  write([&](Transaction& tx) { return storage::insert_access_code(tx, code); });
  std::atomic<int> winners{0};
  std::vector<std::thread> users;
  for (int i = 0; i < 4; ++i)
    users.emplace_back([&] {
      if (must(db.write([&](Transaction& tx) { return storage::use_access_code(tx, code.id, now); }))) ++winners;
    });
  for (auto& thread : users) thread.join();
  EXPECT_EQ(winners, 1);
  EXPECT_EQ(read([](Transaction& tx) { return storage::find_access_code(tx, "hash"); })->status, "used");
}

TEST_P(OrdersTest, AccessCodesExpireAndAreRevoked) {
  RecordProperty("requirement", "C03");
  const auto made = customer(db, "1");
  for (int i = 0; i < 3; ++i)
    write([&](Transaction& tx) {
      return storage::insert_access_code(tx, {storage::AccessCodeId::make(),
                                              made.order.id,
                                              "hash" + std::to_string(i),
                                              "a@aozora.example.jp",
                                              "issued",
                                              now + seconds{i},
                                              now + seconds{100 * (i + 1)},
                                              {}});
    });
  const auto newest = *read([&](Transaction& tx) { return storage::find_newest_access_code(tx, made.order.id); });
  EXPECT_EQ(newest.code_hash, "hash2");
  EXPECT_FALSE(write([&](Transaction& tx) { return storage::use_access_code(tx, newest.id, now + seconds{300}); }));
  EXPECT_EQ(write([](Transaction& tx) { return storage::expire_access_codes(tx, now + seconds{100}); }), 1);
  EXPECT_EQ(write([&](Transaction& tx) { return storage::revoke_access_codes(tx, made.order.id); }), 2);
  EXPECT_FALSE(write([&](Transaction& tx) { return storage::use_access_code(tx, newest.id, now); }));
}

INSTANTIATE_ON_BOTH_ENGINES(OrdersTest);

} // namespace
