#pragma once

#include "support/house.h"

#include <memory>

namespace support {

/// A house whose issuers are bound to the CA/Browser Forum's rules, with five remote perspectives; the last,
/// `sao-paulo`, looks names up where none of the tests' names exist.
class CabfHouse {
public:
  CabfHouse();
  ~CabfHouse();
  CabfHouse(const CabfHouse&) = delete;
  CabfHouse& operator=(const CabfHouse&) = delete;
  House& operator*() { return *house_; }

private:
  struct Elsewhere;
  std::unique_ptr<Elsewhere> elsewhere_; ///< what the perspectives need; outlives the house
  std::unique_ptr<House> house_;
};
/// One for all tests of a program; tests that move the clock take one of their own.
House& cabf_house();

} // namespace support
