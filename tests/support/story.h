#pragma once

#include "support/site.h"

#include <boost/json.hpp>

#include <string>
#include <vector>

/// The way from a quote to a submitted application, step by step, as a customer walks it through the API.
namespace support {

/// A company of the tests; `mark` keeps its addresses and names apart from other tests'.
boost::json::object customer_json(const std::string& mark);
boost::json::object quote_json(const std::string& mark, const std::vector<std::string>& names);
boost::json::object person_json(const std::string& family, const std::string& mail);
/// A draft that passes every check, with a fresh key's CSR made by the openssl program.
boost::json::object draft_json(const std::string& mark, const std::vector<std::string>& names);
std::string make_csr(const std::vector<std::string>& names, const std::string& key = "P-256");
/// Something short that no other call gave.
std::string unique_mark();

struct Ordered {
  std::string mark;
  std::vector<std::string> names;
  HttpClient orderer; ///< with the order's token
  std::string order_id;
  std::string order_number;
  std::int64_t total = 0;
  std::string orderer_mail() const { return mark + "-orderer@aozora.test"; }
};
/// The access code goes to the orderer where no recipient (`name`, `email`) is given.
Ordered place_order(Site& site, std::vector<std::string> names = {}, const boost::json::object& code_recipient = {});
/// A user of the account orders again, in the name of the company of `customer_json`.
Ordered order_again(Site& site, const std::string& account, std::vector<std::string> names = {});
/// Somebody who knows the order's number and mail address.
HttpClient tracker_of(Site& site, const Ordered& order);
HttpReply pay(Site& site, const Ordered& order, std::int64_t amount, const std::string& reference = unique_mark());

struct Applying {
  Ordered order;
  HttpClient applicant; ///< with the application's token
  std::string application_id;
};
/// Ordered, paid, and the mailed code redeemed.
Applying start_application(Site& site, std::vector<std::string> names = {});
/// The same for an order of an account that has ordered before.
Applying apply_again(Site& site, const std::string& account, std::vector<std::string> names = {});
/// The account that an application belongs to, which no page tells.
std::string account_of(Site& site, const Applying& applying);
/// The access code in the newest mail to that address.
std::string mailed_code(Site& site, const std::string& to);
/// The same, read from the mail that waits in the outbox, which only this installation can open.
std::string waiting_code(Site& site, const std::string& order_id);
/// Saves the draft and submits it.
HttpReply submit(Applying& applying, const boost::json::object& draft);
std::string version_tag(const HttpReply& reply);

} // namespace support
