#pragma once

#include "support/house.h"

namespace support {

/// One house for all tests of a program whose issuers are bound to the CA/Browser Forum's rules, with five remote perspectives; the last,
/// `sao-paulo`, looks names up where none of the tests' names exist.
House& cabf_house();

} // namespace support
