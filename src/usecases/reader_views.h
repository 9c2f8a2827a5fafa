#pragma once

#include "usecases/application.h"
#include "usecases/order.h"

/// What readers see who are neither the applicant nor staff.
namespace usecases {

/// For the order tracker, which knows an order's number and a mail address of it: how things stand, without data about people, without
/// papers and downloads, and without acts that no mail confirms.
void keep_state_only(Order& order);
void keep_state_only(Application& application, core::Language language);

/// For a user of the account: how vetting stands, what it waits for and what was said; without what was entered about people, and without
/// the download link and the acts, which are the applicant's.
void keep_progress_only(Application& application);

} // namespace usecases
