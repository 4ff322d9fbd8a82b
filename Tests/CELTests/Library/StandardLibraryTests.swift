import CEL
import Testing

/// What the public suite leaves out of the standard library.
struct StandardLibraryTests {
  @Test(arguments: [
    ("string(0.1)", "\"0.1\""), ("string(100000.0)", "\"100000\""),
    ("string(1000000.0)", "\"1e+06\""), ("string(1234567.0)", "\"1.234567e+06\""),
    ("string(1e100)", "\"1e+100\""), ("string(0.0001)", "\"0.0001\""),
    ("string(0.00001)", "\"1e-05\""), ("string(-0.0)", "\"-0\""),
    ("string(5e-324)", "\"5e-324\""), ("string(0.1 + 0.2)", "\"0.30000000000000004\""),
    ("string(1.0 / 0.0)", "\"Infinity\""), ("string(-1.0 / 0.0)", "\"-Infinity\""),
    ("string(1.7976931348623157e308)", "\"1.7976931348623157e+308\""),
    ("\"%.0f %.0f %.1f\".format([0.5, 1.5, 0.25])", "\"0 2 0.2\""),
    ("\"%.20f\".format([0.1])", "\"0.10000000000000000555\""),
    ("\"%.3e\".format([9.9996])", "\"1.000e+01\""),
    ("\"%e\".format([0.0])", "\"0.000000e+00\""),
    ("\"%.2f\".format([-0.001])", "\"-0.00\""),
    ("\"%.2f\".format([99.999])", "\"100.00\""),
  ])
  func `doubles print the same everywhere`(_ text: String, _ expected: String) {
    #expect(Fleet.value(text) == expected)
  }

  @Test(arguments: [
    ("int(\"+5\")", "5"), ("int(\"-9223372036854775808\")", "-9223372036854775808"),
    ("int(\" 5\")", "(error: cannot convert ` 5` to int)"),
    ("int(\"9223372036854775808\")", "(error: cannot convert `9223372036854775808` to int)"),
    ("int(\"\")", "(error: cannot convert `` to int)"),
    ("uint(\"-0\")", "(error: cannot convert `-0` to uint)"),
    ("uint(-1)", "(error: -1 is out of the range of uint)"),
    ("uint(-0.5)", "(error: -0.5 is out of the range of uint)"), ("uint(-0.0)", "0u"),
    ("uint(0.99)", "0u"),
    ("double(\"1e\")", "(error: cannot convert `1e` to double)"),
    ("double(\"nan(1)\")", "(error: cannot convert `nan(1)` to double)"),
    ("double(\"-Infinity\")", "-Infinity"),
    ("string(b\"\\xff\")", "(error: cannot convert `bytes that are not UTF-8` to string)"),
    ("dyn(9223372036854775807) == 9223372036854775807u", "true"),
    ("-9223372036854775808 % -1", "0"),
    ("-9223372036854775808 / -1", "(error: int overflow)"),
    ("0.0 / 0.0 == 0.0 / 0.0", "false"), ("0.0 / 0.0 != 0.0 / 0.0", "true"),
    ("0.0 / 0.0 < 1.0", "false"),
    ("[0.0 / 0.0] == [0.0 / 0.0]", "false"),
    ("{1: 2} == {1u: 2.0}", "true"),
    ("\"é\" == \"e\\u0301\"", "false"), ("size(\"e\\u0301\")", "2"),
    ("\"z\" < \"é\"", "true"), ("\"\\uffff\" < \"\\U00010000\"", "true"),
    ("{\"é\": 1, \"e\\u0301\": 2}.size()", "2"),
    ("\"e\\u0301\" in {\"é\": 1}", "false"),
    ("\"abcé\".contains(\"e\")", "false"),
    ("{1: 1, 1u: 2}", "(error: repeated key: `1`)"),
    ("{1.5: 1}", "(error: double cannot be a key of a map)"),
  ])
  func `values convert, compare and count as the specification has it`(
    _ text: String, _ expected: String
  ) {
    #expect(Fleet.value(text) == expected)
  }

  @Test(arguments: [
    ("duration(\"1h30m\")", "5400s"), ("duration(\"-1.5h\")", "-5400s"),
    ("duration(\"+5s\")", "5s"), ("duration(\"0\")", "0s"), ("duration(\".5s\")", "0.500s"),
    ("duration(\"1µs\")", "0.000001s"), ("duration(\"1m0.000000001s\")", "60.000000001s"),
    ("duration(\"0.00000000005m\")", "0.000000003s"),
    ("duration(\"9223372036854775807ns\")", "9223372036.854775807s"),
    ("duration(\"-9223372036854775808ns\")", "-9223372036.854775808s"),
    (
      "duration(\"9223372036854775808ns\")",
      "(error: `9223372036854775808ns` is out of the range of duration)"
    ),
    ("duration(\"5\")", "(error: cannot convert `5` to duration)"),
    ("duration(\"s\")", "(error: cannot convert `s` to duration)"),
    ("duration(\"1..s\")", "(error: cannot convert `1..s` to duration)"),
    ("duration(\"\")", "(error: cannot convert `` to duration)"),
    ("timestamp(\"2009-02-13T23:31:30.123456789+01:00\")", "2009-02-13T22:31:30.123456789Z"),
    ("timestamp(\"2009-02-13T23:31:60Z\")", "2009-02-13T23:32:00Z"),
    (
      "timestamp(\"2009-02-13T23:31:30\")",
      "(error: cannot convert `2009-02-13T23:31:30` to timestamp)"
    ),
    (
      "timestamp(\"2009-02-13 23:31:30Z\")",
      "(error: cannot convert `2009-02-13 23:31:30Z` to timestamp)"
    ),
    ("timestamp(0) - duration(\"-9223372036854775808ns\")", "2262-04-11T23:47:16.854775808Z"),
    ("timestamp(\"2024-07-01T12:00:00Z\").getHours(\"America/New_York\")", "8"),
    ("timestamp(\"2024-12-01T12:00:00Z\").getHours(\"America/New_York\")", "7"),
    ("timestamp(\"2071-07-01T12:00:00Z\").getHours(\"America/New_York\")", "8"),
    ("timestamp(\"2071-12-01T12:00:00Z\").getHours(\"Australia/Sydney\")", "23"),
    ("timestamp(\"1800-01-01T00:00:00Z\").getFullYear(\"America/New_York\")", "1799"),
    (
      "timestamp(0).getHours(\"../../etc/passwd\")", "(error: unknown time zone `../../etc/passwd`)"
    ),
    ("timestamp(0).getHours(\"/etc/localtime\")", "(error: unknown time zone `/etc/localtime`)"),
    ("timestamp(0).getHours(\"Mars/Base\")", "(error: unknown time zone `Mars/Base`)"),
    ("timestamp(0).getHours(\"+25:00\")", "(error: unknown time zone `+25:00`)"),
  ])
  func `times and durations are read to a nanosecond`(_ text: String, _ expected: String) {
    #expect(Fleet.value(text) == expected)
  }

  @Test(arguments: [
    ("\"abc\".replace(\"\", \"-\")", "\"-a-b-c-\""),
    ("\"abc\".replace(\"\", \"-\", 2)", "\"-a-bc\""),
    ("\"aaa\".replace(\"a\", \"b\", 2)", "\"bba\""),
    ("\"a,b,c\".split(\",\", 2)", "[\"a\", \"b,c\"]"),
    ("\"abc\".split(\"\", 2)", "[\"a\", \"bc\"]"), ("\"\".split(\",\")", "[\"\"]"),
    ("\"aXbX\".split(\"X\")", "[\"a\", \"b\", \"\"]"),
    ("\"tacocat\".lastIndexOf(\"\", 3)", "3"), ("\"😀a\".indexOf(\"a\")", "1"),
    ("[1, 2].join()", "(error: no `join` takes (list))"),
    ("[3, 1, 2].sort()", "[1, 2, 3]"), ("[\"b\", \"a\"].sort()", "[\"a\", \"b\"]"),
    ("[1, dyn(\"a\")].sort()", "(error: string and int have no order)"),
    ("[[1, 2], [3]].flatten()", "[1, 2, 3]"), ("[[1, [2]]].flatten(2)", "[1, 2]"),
    ("[[1]].flatten(-1)", "(error: negative depth: -1)"),
    ("[1, 2, 1, 2.0].distinct()", "[1, 2]"), ("[[1], [1]].distinct()", "[[1]]"),
    ("[1, 2, 3].slice(1, 3)", "[2, 3]"), ("[1].slice(0, 2)", "(error: index out of range: 2)"),
    ("lists.range(3)", "[0, 1, 2]"), ("lists.range(-1)", "[]"),
    ("[1, 2].reverse()", "[2, 1]"), ("[].first().hasValue()", "false"),
    ("[1, 2].last().value()", "2"),
    ("[\"bb\", \"a\", \"ccc\"].sortBy(s, s.size())", "[\"a\", \"bb\", \"ccc\"]"),
    ("sets.contains([1, 2], [1.0, 2u])", "true"), ("sets.equivalent([1, 1], [1])", "true"),
    ("sets.intersects([1], [])", "false"), ("sets.contains([], [])", "true"),
    ("[optional.of(1), optional.none()].unwrapOpt()", "[1]"),
    ("optional.none().value()", "(error: the optional has no value)"),
    ("math.sqrt(9)", "3"), ("math.least(3, 1.5, 2u)", "1.5"),
    ("math.round(-2.5)", "-3"), ("math.greatest([])", "(error: `math.greatest` of an empty list)"),
    ("optional.ofNonZeroValue(optional.none()).hasValue()", "true"),
    ("math.sign(-0.0)", "0"), ("string(math.sign(-0.0))", "\"0\""),
    ("regex.replace(\"abc\", \"b*\", \"x\")", "\"xaxcx\""),
    ("regex.extractAll(\"abcb\", \"b*\")", "[\"\", \"b\", \"b\"]"),
    ("regex.replace(\"éa\", r\"\\B\", \"x\")", "\"xéa\""),
    ("regex.extract(\"aéa\", r\"\\B\").hasValue()", "false"),
    (
      "\"a\".matches(r\"\\C\")",
      "(error: bad regular expression `\\C`: invalid escape sequence: \\C)"
    ),
    ("\"\\\\C\".matches(r\"\\\\C\") && \"\\\\C\".matches(r\"\\Q\\C\\E\")", "true"),
    (
      "\"\".matches(r\"\\Q\\\\E\\C\")",
      "(error: bad regular expression `\\Q\\\\E\\C`: invalid escape sequence: \\C)"
    ),
    ("regex.extract(\"\", \"(a*)\").hasValue()", "true"),
    ("regex.extract(\"\", \"(a)?\").hasValue()", "false"),
    ("base64.encode(b\"a\")", "\"YQ==\""), ("string(base64.decode(\"YQ\"))", "\"a\""),
    ("string(base64.decode(\"YW\\r\\nI=\\n\"))", "\"ab\""),
    ("base64.decode(\"Y=Q=\")", "(error: `Y=Q=` is not base 64)"),
    ("{\"a\": 1}.transformMapEntry(k, v, {v: k})", "{1: \"a\"}"),
    ("[1, 2].transformMapEntry(i, v, {\"k\": v})", "(error: repeated key: `k`)"),
    ("[1, 2].transformMap(i, v, i > 0, v * 10)", "{1: 20}"),
  ])
  func `strings, lists and sets do what their declarations say`(
    _ text: String, _ expected: String
  ) {
    #expect(Fleet.value(text) == expected)
  }

  @Test(arguments: [
    ("\"abc\".matches(\"^b\")", "false"), ("\"abc\".matches(\"b\")", "true"),
    ("\"a\" + \"b\" == \"ab\" && \"ab\".matches(\"a\" + \"b\")", "true"),
    ("\"x\".matches(\"(\")", "(error: bad regular expression `(`: missing ): ()"),
    ("\"x\".matches(\"(\" + \"\")", "(error: bad regular expression `(`: missing ): ()"),
    ("\"é\".matches(\"^.$\")", "true"),
    ("regex.replace(\"banana\", \"a(n)\", \"<\\\\1>\")", "\"b<n><n>a\""),
    ("regex.replace(\"banana\", \"a\", \"x\", 2)", "\"bxnxna\""),
    ("regex.replace(\"abc\", \"x*\", \"-\")", "\"-a-b-c-\""),
    (
      "regex.replace(\"a\", \"a\", \"\\\\1\")",
      "(error: bad replacement: the pattern has no group 1)"
    ),
    ("regex.extract(\"item-12\", \"item-(\\\\d+)\").value()", "\"12\""),
    ("regex.extract(\"x\", \"y\").hasValue()", "false"),
    ("regex.extractAll(\"a1b22\", \"\\\\d+\")", "[\"1\", \"22\"]"),
    ("regex.extractAll(\"\", \"x*\")", "[\"\"]"),
    (
      "regex.extract(\"kv\", \"(k)(v)\")",
      "(error: bad regular expression `(k)(v)`: more than one group)"
    ),
  ])
  func `patterns are those of RE2`(_ text: String, _ expected: String) {
    #expect(Fleet.value(text) == expected)
  }
}
