#pragma once

#include "usecases/application.h"
#include "usecases/order.h"

/// What the order tracker shows to whoever knows an order's number and a mail address of it: how things stand, without data about
/// people, without papers and downloads, and without acts that no mail confirms.
namespace usecases {

void keep_state_only(Order& order);
void keep_state_only(Application& application, core::Language language);

} // namespace usecases
