import CEL
import Documents
import Testing

@Suite struct TypeDeductionTests {
  static let deductions: [(text: String, type: CELType)] = [
    ("[]", .list(.dyn)), ("{}", .map(.dyn, .dyn)),
    ("[[], [[]], [[[]]]]", .list(.list(.list(.list(.dyn))))),
    ("[[[[]]], [], [[]]]", .list(.list(.list(.list(.dyn))))),
    ("[{}, {'a': [1]}]", .list(.map(.string, .list(.int)))),
    ("[1, 2.0]", .list(.dyn)), ("[1, dyn(2)]", .list(.dyn)), ("[[1], ['a']]", .list(.dyn)),
    ("{'a': 1, 'b': 'c'}", .map(.string, .dyn)), ("{'a': 1, 2: 3}", .map(.dyn, .int)),
    ("[null, duration('1s')]", .list(.duration)), ("[timestamp(0), null]", .list(.timestamp)),
    ("true ? null : optional.of(1)", .optional(.int)), ("true ? [] : [1]", .list(.int)),
    ("optional.none()", .optional(.dyn)), ("optional.none().or(optional.of(1))", .optional(.int)),
    ("optional.none().orValue(1)", .int), ("{}.?a", .optional(.dyn)),
    ("{'a': 1}.?a", .optional(.int)),
    ("[1][?0]", .optional(.int)), ("{'a': {'b': 1}}.?a.b", .optional(.int)),
    ("optional.of([1])[0]", .optional(.int)), ("[?optional.of(1)]", .list(.int)),
    ("[1].map(x, string(x))", .list(.string)), ("{'a': 1}.map(k, k)", .list(.string)),
    ("{'a': 1}.filter(k, k != '')", .list(.string)), ("[1].map(x, [x])", .list(.list(.int))),
    ("{'a': 1}.transformMap(k, v, v > 0)", .map(.string, .bool)),
    ("['a'].transformMap(i, s, s)", .map(.int, .string)),
    ("['a'].transformMapEntry(i, s, {s: i})", .map(.string, .int)),
    ("{'a': 1}.transformList(k, v, k)", .list(.string)),
    ("optional.of(1).optMap(x, string(x))", .optional(.string)),
    ("optional.of(1).optFlatMap(x, optional.of(x > 1))", .optional(.bool)),
    // What nothing is known of takes the first overload that fits, in macros too.
    ("optional.none().optMap(x, x + x)", .optional(.int)),
    ("optional.none().optFlatMap(x, optional.of(x)).orValue(1)", .int),
    ("optional.none().optMap(x, x.y).orValue(1)", .dyn),
    ("{}.a + duration('1s')", .duration), ("duration('1s') + {}.a", .duration),
    ("{}.a + timestamp(0)", .timestamp), ("timestamp(0) - {}.a", .timestamp),
    ("{}.a - timestamp(0)", .duration), ("{}.a - duration('1s')", .duration),
    // A selection tells nothing of the keys.
    ("cel.bind(k, [][0].value(), {k: [k]}.b)", .list(.dyn)), ("{1: 2}.a", .int),
    // The more general of two is found among their known parts.
    ("[{1: []}] + [{dyn(1): ['a']}]", .list(.map(.dyn, .list(.string)))),
    ("[2, 1].sortBy(x, -x)", .list(.int)), ("[[1], [2]].flatten()", .list(.int)),
    ("[1].first()", .optional(.int)), ("lists.range(3)", .list(.int)),
    ("math.greatest(1, 2u)", .dyn), ("math.greatest(1, 2, 3)", .int), ("dyn(1) + 1", .int),
    ("dyn(1) + dyn(2)", .dyn), ("type(1)", .type(.int)), ("cel.bind(x, [1], x + x)", .list(.int)),
    ("ip('::1')", .ip), ("cidr('::/0').ip()", .ip), ("timestamp(1) - timestamp(0)", .duration),
    ("regex.extract('a', 'b')", .optional(.string)), ("base64.encode(b'')", .string),
    ("resource.volumes", .list(.record("volume"))), ("resource.tags", .map(.string, .string)),
    ("resource.?subnet.?zone", .optional(.string)), ("resource.?subnet.cidr", .optional(.string)),
    ("resource.volumes.map(v, v.size)", .list(.int)), ("fleet.owner(resource)", .record("subnet")),
    ("resource.volumes[?0].?iops", .optional(.int)),
  ]

  @Test(arguments: deductions.indices)
  func `an expression has the type it says`(_ index: Int) throws {
    let (text, type) = Self.deductions[index]
    let outcome = try #require(CheckedText.check(text))
    #expect(outcome.checked?.type == type, "\(text): \(outcome.diagnostics.map(\.message))")
  }
}
