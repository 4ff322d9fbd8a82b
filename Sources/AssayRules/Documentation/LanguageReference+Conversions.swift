extension LanguageReference {
  static var conversions: LanguageGroup {
    LanguageGroup(
      "Types and conversions",
      """
      Nothing is converted by itself. A conversion that cannot keep the value is an error, and a literal \
      that cannot be read is refused with the rule.
      """,
      [
        LanguageEntry(
          "int", "A 64-bit whole number with a sign.",
          notes: [
            "Doubles lose their fraction, towards zero; what does not fit is an error.",
            "Texts are decimal digits with a sign, nothing else.",
            "Of a time it is seconds since 1970, of a length of time whole seconds.",
          ],
          examples: [
            #"int("-7")"#: "-7 : int", "int(1.9)": "1 : int",
            "int(timestamp(\"1970-01-01T00:01:00Z\"))": "60 : int",
            "int(duration(\"1.5s\"))": "1 : int",
            "int(1e30)": "error: 1e+30 is out of the range of int",
            #"int("1.0")"#: "error: cannot convert `1.0` to int",
            "int(true)": "refused: `int` does not take `(bool)` [no-matching-overload]",
          ], related: ["uint", "double"]),
        LanguageEntry(
          "uint", "A 64-bit whole number without a sign.",
          examples: [
            "uint(7)": "7u : uint", #"uint("7")"#: "7u : uint",
            "uint(-1)": "error: -1 is out of the range of uint",
          ], related: ["int"]),
        LanguageEntry(
          "double", "A floating-point number.",
          notes: ["Whole numbers beyond 2^53 are rounded."],
          examples: [
            "double(3) / 2.0": "1.5 : double", #"double("1e3")"#: "1000 : double",
            #"double("abc")"#: "error: cannot convert `abc` to double",
          ], related: ["int"]),
        LanguageEntry(
          "string", "The text of a value.",
          notes: [
            "Bytes are read as UTF-8; others are an error.",
            "Times are RFC 3339 in UTC, lengths of time seconds, addresses in their canonical form.",
          ],
          examples: [
            "string(42)": #""42" : string"#, "string(1.0)": #""1" : string"#,
            "string(true)": #""true" : string"#, "string(days(1))": #""86400s" : string"#,
            "string(now)": #""2026-01-01T00:00:00Z" : string"#,
            #"string(ip("2001:DB8:0::1"))"#: #""2001:db8::1" : string"#,
            #"string(b"\xff")"#: "error: cannot convert `bytes that are not UTF-8` to string",
          ], related: ["format", "strings.quote"]),
        LanguageEntry(
          "bool", "The bool that a text spells.",
          notes: [
            "`true`, `TRUE`, `True`, `t`, `T` and `1`, and the same for false; nothing else."
          ],
          examples: [
            #"bool("true")"#: "true : bool", #"bool("0")"#: "false : bool",
            #"bool("yes")"#: "error: cannot convert `yes` to bool",
          ]),
        LanguageEntry(
          "bytes", "The UTF-8 bytes of a text.",
          examples: [
            #"bytes("añb").size()"#: "4 : int", #"bytes("a") == b"\x61""#: "true : bool",
          ], related: ["base64.encode"]),
        LanguageEntry(
          "timestamp", "An instant, from RFC 3339 or from seconds since 1970.",
          notes: [
            "From the year 1 to the year 9999, to a nanosecond. The zone is required.",
            "A date alone is none: say at which hour.",
          ],
          examples: [
            #"timestamp("2026-11-22T02:00:00+01:00")"#: "2026-11-22T01:00:00Z : timestamp",
            "timestamp(0)": "1970-01-01T00:00:00Z : timestamp",
            #"timestamp("2026-01-02T00:00:00Z") - now"#: "86400s : duration",
            #"timestamp("2026-11-22") < now"#:
              "refused: `2026-11-22` is no timestamp: write it as `2026-11-22T02:00:00Z` [bad-literal]",
          ], related: ["age", "duration"]),
        LanguageEntry(
          "duration", "A length of time from a text such as `1h30m`.",
          notes: [
            "Units are `h`, `m`, `s`, `ms`, `us` and `ns`; days are `days(n)`.",
            "Nanoseconds in 64 bits: at most about 292 years, beyond which it is an error.",
          ],
          examples: [
            #"duration("1h30m")"#: "5400s : duration", #"duration("-1.5s")"#: "-1.500s : duration",
            #"duration("1 day")"#:
              "refused: `1 day` is no duration: write it as `1h30m`, at most 292 years [bad-literal]",
          ], related: ["days", "hours", "minutes"]),
        LanguageEntry(
          "type", "The type of a value, to compare with the name of one.",
          notes: [
            "Of lists and maps it does not say what they hold.",
            "Names of types: `bool`, `int`, `uint`, `double`, `string`, `bytes`, `list`, `map`, "
              + "`null_type`, `type`, `google.protobuf.Timestamp`, `google.protobuf.Duration`, "
              + "`optional_type`, `net.IP`, `net.CIDR`.",
          ],
          examples: [
            "type(1) == int": "true : bool", "type([1]) == list": "true : bool",
            "type(1) == type(1.0)": "false : bool",
            "type(dyn(1)) == double": "false : bool",
          ], related: ["dyn"]),
        LanguageEntry(
          "dyn", "The same value, of a type that is known only when it is evaluated.",
          notes: [
            """
            Rules rarely need it: it gives up the checks that refuse a comparison of different types. \
            What does not fit is then an error of the evaluation.
            """
          ],
          examples: [
            "dyn(1) == dyn(\"1\")": "false : bool", "dyn(1) == 1.0": "true : bool",
            "[dyn(1), \"a\"].size()": "2 : int",
            "dyn(\"a\") + 1": "error: no `_+_` takes (string, int)",
          ], related: ["type"]),
      ])
  }
}
