extension LanguageReference {
  static var numbers: LanguageGroup {
    LanguageGroup(
      "Numbers",
      """
      `int` and `uint` have 64 bits and never wrap around; `double` is IEEE 754. `7u` is an `uint`, \
      `7.0` a `double`.
      """,
      [
        extreme("greatest", "8", "3", last: "least"),
        extreme("least", "1.5", "1", last: "greatest"),
        LanguageEntry(
          "math.abs", "A number without its sign.",
          notes: ["The least int has no positive: an error."],
          examples: [
            "math.abs(-3)": "3 : int", "math.abs(-1.5)": "1.5 : double",
            "math.abs(-9223372036854775808)": "error: int overflow",
          ], related: ["math.sign"]),
        LanguageEntry(
          "math.sign", "-1, 0 or 1, of the number's own type.",
          examples: [
            "math.sign(-3)": "-1 : int", "math.sign(0.5)": "1 : double",
            "math.sign(7u)": "1u : uint",
          ], related: ["math.abs"]),
        rounding("ceil", "The next whole number up, as a double.", ["1.2": "2", "-1.2": "-1"]),
        rounding("floor", "The next whole number down, as a double.", ["1.8": "1", "-1.2": "-2"]),
        rounding(
          "round", "The nearest whole number, as a double; halves go away from zero.",
          ["1.5": "2", "-2.5": "-3", "1.4": "1"]),
        rounding("trunc", "The whole part, as a double.", ["1.8": "1", "-1.8": "-1"]),
        LanguageEntry(
          "math.sqrt", "The square root, as a double.",
          notes: ["Of a negative number it is `NaN`, not an error."],
          examples: [
            "math.sqrt(9)": "3 : double", "math.sqrt(2.25)": "1.5 : double",
            "math.isNaN(math.sqrt(-1))": "true : bool",
          ]),
        LanguageEntry(
          "math.isNaN", "Whether a double is not a number.",
          examples: ["math.isNaN(0.0 / 0.0)": "true : bool", "math.isNaN(1.0)": "false : bool"],
          related: ["math.isFinite"]),
        LanguageEntry(
          "math.isInf", "Whether a double is infinite, to either side.",
          examples: ["math.isInf(-1.0 / 0.0)": "true : bool", "math.isInf(1.0)": "false : bool"],
          related: ["math.isFinite"]),
        LanguageEntry(
          "math.isFinite", "Whether a double is a number that is not infinite.",
          examples: [
            "math.isFinite(1.0)": "true : bool", "math.isFinite(1.0 / 0.0)": "false : bool",
          ], related: ["math.isNaN", "math.isInf"]),
        bits("bitAnd", "The bits that both numbers have.", "6, 3", "2"),
        bits("bitOr", "The bits that at least one of two numbers has.", "6, 3", "7"),
        bits("bitXor", "The bits that exactly one of two numbers has.", "6, 3", "5"),
        LanguageEntry(
          "math.bitNot", "Every bit of a number turned.",
          examples: [
            "math.bitNot(0)": "-1 : int", "math.bitNot(0u)": "18446744073709551615u : uint",
          ]),
        LanguageEntry(
          "math.bitShiftLeft", "The bits of a number moved up; 0 from 64 places on.",
          notes: ["A negative number of places is an error. Bits that leave the number are lost."],
          examples: [
            "math.bitShiftLeft(1, 4)": "16 : int", "math.bitShiftLeft(1, 64)": "0 : int",
            "math.bitShiftLeft(1, -1)": "error: negative offset: -1",
          ], related: ["math.bitShiftRight"]),
        LanguageEntry(
          "math.bitShiftRight", "The bits of a number moved down, zeros coming in at the top.",
          notes: ["That holds for negative ints as well: the sign is a bit like any other."],
          examples: [
            "math.bitShiftRight(16, 4)": "1 : int",
            "math.bitShiftRight(-1, 63)": "1 : int", "math.bitShiftRight(8u, 1)": "4u : uint",
          ], related: ["math.bitShiftLeft"]),
      ])
  }

  private static func extreme(
    _ name: String, _ mixed: String, _ many: String, last: String
  ) -> LanguageEntry {
    LanguageEntry(
      "math.\(name)", "The \(name) of some numbers, or of a list of them.",
      notes: [
        "Numbers of different types are compared on one line; the type of the result is then open.",
        "An empty list is an error.",
      ],
      examples: [
        "math.\(name)(8, 1.5)": "\(mixed) : dyn", "math.\(name)(1, 3, 2)": "\(many) : int",
        "math.\(name)([1, 3, 2])": "\(many) : int",
        "math.\(name)([])": "error: `math.\(name)` of an empty list",
      ], related: ["math.\(last)"])
  }

  private static func rounding(
    _ name: String, _ summary: String, _ cases: KeyValuePairs<String, String>
  ) -> LanguageEntry {
    LanguageEntry(
      title: "math.\(name)", names: ["math.\(name)"], summary,
      notes: ["`int(x)` turns the result into an int."],
      examples: cases.map { ("math.\(name)(\($0.key))", "\($0.value) : double") },
      related: ["math.ceil", "math.floor", "math.round", "math.trunc"].filter {
        $0 != "math.\(name)"
      })
  }

  private static func bits(
    _ name: String, _ summary: String, _ arguments: String, _ result: String
  ) -> LanguageEntry {
    LanguageEntry(
      "math.\(name)", summary,
      examples: ["math.\(name)(\(arguments))": "\(result) : int"],
      related: ["math.bitAnd", "math.bitOr", "math.bitXor", "math.bitNot"].filter {
        $0 != "math.\(name)"
      })
  }
}
