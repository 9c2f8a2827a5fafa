#pragma once

#include "domain/vetting.h"
#include "storage/calls.h"
#include "storage/cases.h"
#include "storage/phone_book.h"
#include "usecases/world.h"

#include <string>
#include <vector>

namespace usecases {

/// A number in the organization's book, and whether it may be dialled.
struct BookedNumber {
  storage::NumberRow row;
  std::string found_by_name;
  std::string withdrawn_by_name;
  bool dialable = false;
};
/// A number that the applicant's side gives, or gave and replaced since; never dialled on that word alone.
struct ClaimedNumber {
  std::string number; ///< E.164; empty where it cannot be read as a number
  std::string shown;
  std::vector<std::string> whose; ///< `organization`, `orderer` or a contact's role
  bool confirmed = false;         ///< an independent source has it too
};
struct PhoneBook {
  std::vector<BookedNumber> numbers;
  std::vector<ClaimedNumber> claimed;
  std::vector<std::string> unreachable; ///< steps whose last calls, three or more, nobody answered
};
core::Result<PhoneBook> view_phone_book(World& world, const storage::CaseId& id);

struct NewNumber {
  storage::CaseId case_id;
  std::string number;
  std::string extension;
  domain::NumberSource source{};
  std::string evidence;
};
/// Notes a number of the case's organization with its source and evidence (C08). `number_evidence_missing`, `number_already_known`;
/// `number_proof_missing` where the applicant claims it and nothing shows that the source has it.
core::Result<storage::NumberRow> add_number(World& world, const Actor& actor, const NewNumber& number);

struct NumberWithdrawal {
  storage::CaseId case_id;
  storage::NumberId number;
  std::string reason;
};
/// Takes a number that turned out to be wrong out of use: nobody dials it any more, and steps of the case that were passed on it are open
/// again while it is vetted; later the gate refuses. What was recorded of calls stays. `call_number_withdrawn` where it was withdrawn
/// before.
core::Result<void> withdraw_number(World& world, const Actor& actor, const NumberWithdrawal& withdrawal);

/// A number of the case's organization that may be dialled; `call_number_not_independent` where only the applicant gave it,
/// `call_number_withdrawn`.
core::Result<storage::NumberRow> load_dialable(storage::Transaction& tx, const storage::CaseRow& row, const storage::NumberId& id);

/// Refuses a call on a number that was withdrawn since it was chosen (`call_number_withdrawn`).
core::Result<void> check_not_withdrawn(storage::Transaction& tx, const storage::CaseRow& row, const storage::CallRow& call);

} // namespace usecases
