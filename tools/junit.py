"""Reads the JUnit files that the test programs write."""
import re
import xml.etree.ElementTree as ElementTree


def cases(path):
    """The test cases of a result file; control characters, such as a terminal's colours in a message, are left out."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return ElementTree.fromstring(re.sub("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "", text)).iter("testcase")
