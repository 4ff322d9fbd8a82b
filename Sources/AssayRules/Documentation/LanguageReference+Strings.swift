import AssayModel

extension LanguageReference {
  static var strings: LanguageGroup {
    LanguageGroup(
      "Strings",
      """
      A string is a sequence of Unicode code points. Positions and sizes count them from 0; `é` written \
      as a letter with an accent after it is two.
      """,
      [
        size, contains, startsWith, endsWith, glob, lowerAscii, upperAscii, trim, replace, split,
        join, substring, charAt, indexOf, lastIndexOf, reverse, format, quote,
      ])
  }

  private static var size: LanguageEntry {
    LanguageEntry(
      "size",
      "How long something is: code points of a string, bytes, elements of a list, entries of a map.",
      notes: [
        "`size(x)` and `x.size()` are the same.",
        "A list with an unknown element has an unknown size; a map with an unknown value has not.",
        "`size(list) > 0` proves that the list has an element.",
      ],
      given: .init(.instance, "{securityGroupIds: [sg-1, !unknown parameter]}"),
      examples: [
        #""añb".size()"#: "3 : int", #"bytes("añb").size()"#: "4 : int",
        "size([1, 2])": "2 : int", #"{"a": 1}.size()"#: "1 : int",
        "resource.securityGroupIds.size() > 0": "unknown: resource.securityGroupIds[1]",
        "size([1]) >= 0":
          "warning: a size is never negative, so this is always true [constant-condition]",
      ])
  }

  private static var contains: LanguageEntry {
    LanguageEntry(
      "contains", "Whether a text stands in a string, or a version in a range of versions.",
      notes: [
        "Upper and lower case differ; `x.lowerAscii()` first makes them the same.",
        "Of a range, it takes a semantic version or its text; a text that is none is an error.",
      ],
      examples: [
        #""bootstrap.sh".contains(".sh")"#: "true : bool", #""ABC".contains("b")"#: "false : bool",
        #""".contains("")"#: "true : bool",
        #"semverRange(">=1.2.0 <2.0.0").contains("1.9.9")"#: "true : bool",
        #"semverRange("^1.2").contains(version("2.0.0", "semver"))"#: "false : bool",
      ], related: ["matches", "glob", "semverRange"])
  }

  private static var startsWith: LanguageEntry {
    LanguageEntry(
      "startsWith", "Whether a string begins with a text.",
      notes: [
        "For folders, `path.within` is right where a text is not: `/var/logs` begins with `/var/log`."
      ],
      examples: [
        #""arn:aws:iam".startsWith("arn:")"#: "true : bool",
        #""/var/logs".startsWith("/var/log")"#: "true : bool",
      ], related: ["endsWith", "path.within"])
  }

  private static var endsWith: LanguageEntry {
    LanguageEntry(
      "endsWith", "Whether a string ends with a text.",
      examples: [
        #""agent.rpm".endsWith(".rpm")"#: "true : bool", #""a".endsWith("")"#: "true : bool",
      ], related: ["startsWith"])
  }

  private static var glob: LanguageEntry {
    LanguageEntry(
      "glob",
      "Whether the whole of a string matches a pattern: `*` any run, `?` any one code point.",
      notes: [
        """
        These are the wildcards of IAM. In a policy document the pattern is in the data: to ask \
        whether a statement grants an action, match the action by what is stated.
        """,
        "Nothing escapes a star. Upper and lower case differ, while IAM's actions ignore case.",
      ],
      given: .init(
        .iamPolicy,
        "{document: {statements: [{effect: Allow, actions: [\"iam:Pass*\"], anyResource: true}]}}"),
      examples: [
        #""s3:GetObject".glob("s3:Get*")"#: "true : bool", #""abc".glob("ab")"#: "false : bool",
        #""abc".glob("a?c")"#: "true : bool",
        """
        resource.document.statements.exists(s, s.effect == "Allow" &&
          s.actions.exists(a, "iam:passrole".glob(a.lowerAscii())))
        """: "true : bool",
      ], related: ["matches"])
  }

  private static var lowerAscii: LanguageEntry {
    LanguageEntry(
      "lowerAscii", "The string with A to Z in lower case; other letters stay.",
      examples: [
        #""IAM:PassRole".lowerAscii()"#: #""iam:passrole" : string"#,
        #""É".lowerAscii()"#: #""É" : string"#,
      ],
      related: ["upperAscii"])
  }

  private static var upperAscii: LanguageEntry {
    LanguageEntry(
      "upperAscii", "The string with a to z in upper case; other letters stay.",
      examples: [#""gp3".upperAscii()"#: #""GP3" : string"#], related: ["lowerAscii"])
  }

  private static var trim: LanguageEntry {
    LanguageEntry(
      "trim", "The string without white space at both ends, as Unicode defines it.",
      examples: [#""  a b\n".trim()"#: #""a b" : string"#, #""   ".trim() == """#: "true : bool"])
  }

  private static var replace: LanguageEntry {
    LanguageEntry(
      "replace", "The string with one text replaced by another, from left to right.",
      notes: [
        "Both are plain texts; for patterns there is `regex.replace`.",
        "With a third argument at most so many are replaced; a negative one means all.",
        "An empty text stands before every code point and at the end.",
      ],
      examples: [
        #""a-b-c".replace("-", ".")"#: #""a.b.c" : string"#,
        #""a-b-c".replace("-", ".", 1)"#: #""a.b-c" : string"#,
        #""ab".replace("", "-")"#: #""-a-b-" : string"#,
      ], related: ["regex.replace"])
  }

  private static var split: LanguageEntry {
    LanguageEntry(
      "split", "The parts of a string between a separator.",
      notes: [
        "With a second argument at most so many parts, the last one holding the rest; 0 gives none, "
          + "a negative number all.",
        "An empty separator parts every code point from the next. An empty string has one part.",
      ],
      examples: [
        #""a,b,c".split(",")"#: #"["a", "b", "c"] : list(string)"#,
        #""a,b,c".split(",", 2)"#: #"["a", "b,c"] : list(string)"#,
        #""".split(",")"#: #"[""] : list(string)"#,
        #""ab".split("")"#: #"["a", "b"] : list(string)"#,
      ], related: ["join", "regex.extractAll"])
  }

  private static var join: LanguageEntry {
    LanguageEntry(
      "join", "The strings of a list in a row, with a separator between them.",
      notes: ["An unknown element makes the whole unknown."],
      examples: [
        #"["a", "b"].join()"#: #""ab" : string"#, #"["a", "b"].join(", ")"#: #""a, b" : string"#,
        "[1, 2].join()":
          "refused: `join` of `list(int)` does not take `()` [no-matching-overload]",
        #"[1, 2].map(x, string(x)).join("+")"#: #""1+2" : string"#,
      ], related: ["split", "format"])
  }

  private static var substring: LanguageEntry {
    LanguageEntry(
      "substring",
      "The part of a string from one position up to another, exclusive, or to the end.",
      notes: ["Positions outside of the string, and an end before the start, are errors."],
      examples: [
        #""tacocat".substring(4)"#: #""cat" : string"#,
        #""tacocat".substring(0, 4)"#: #""taco" : string"#,
        #""añb".substring(1, 2)"#: #""ñ" : string"#,
        #""abc".substring(4)"#: "error: index out of range: 4",
        #""abc".substring(2, 1)"#: "error: invalid range: start 2, end 1",
      ], related: ["charAt", "indexOf", "slice"])
  }

  private static var charAt: LanguageEntry {
    LanguageEntry(
      "charAt", "The code point of a string at a position, as a string; empty at the very end.",
      examples: [
        #""abc".charAt(1)"#: #""b" : string"#, #""abc".charAt(3)"#: #""" : string"#,
        #""abc".charAt(4)"#: "error: index out of range: 4",
      ], related: ["substring"])
  }

  private static var indexOf: LanguageEntry {
    LanguageEntry(
      "indexOf", "Where a text stands in a string for the first time; -1 for nowhere.",
      notes: ["With a second argument the search begins at that position."],
      examples: [
        #""banana".indexOf("an")"#: "1 : int", #""banana".indexOf("an", 2)"#: "3 : int",
        #""banana".indexOf("x")"#: "-1 : int",
        #""banana".indexOf("a", 7)"#: "error: index out of range: 7",
      ], related: ["lastIndexOf", "contains"])
  }

  private static var lastIndexOf: LanguageEntry {
    LanguageEntry(
      "lastIndexOf", "Where a text stands in a string for the last time; -1 for nowhere.",
      notes: ["With a second argument it begins at that position or before it."],
      examples: [
        #""banana".lastIndexOf("an")"#: "3 : int", #""banana".lastIndexOf("an", 2)"#: "1 : int",
        #""a/b/c".substring("a/b/c".lastIndexOf("/") + 1)"#: #""c" : string"#,
      ], related: ["indexOf"])
  }

  private static var reverse: LanguageEntry {
    LanguageEntry(
      "reverse", "A string or a list backwards.",
      examples: [
        #""abc".reverse()"#: #""cba" : string"#, "[1, 2, 3].reverse()": "[3, 2, 1] : list(int)",
      ])
  }

  private static var format: LanguageEntry {
    LanguageEntry(
      "format", "A template with each clause filled by the next value of a list.",
      notes: [
        """
        `%s` takes anything, `%d` whole numbers, `%f` and `%e` numbers, with a precision as in \
        `%.2f`; `%b`, `%o`, `%x` and `%X` are bases 2, 8 and 16; `%%` is a percent sign.
        """,
        "A clause without a value, or with a value of a kind that it does not take, is an error; "
          + "values beyond the last clause are passed over.",
        "The same bytes on every machine: no locale has a say.",
      ],
      examples: [
        #""%s has %d".format(["sda", 2])"#: #""sda has 2" : string"#,
        #""%.2f".format([2.0 / 3.0])"#: #""0.67" : string"#,
        #""%x".format([255])"#: #""ff" : string"#,
        #""%s".format([[1, 2]])"#: #""[1, 2]" : string"#,
        #""%d".format(["a"])"#: "error: `%d` cannot format string",
        #""%s %s".format([1])"#: "error: index 1 out of range",
      ], related: ["join", "string"])
  }

  private static var quote: LanguageEntry {
    LanguageEntry(
      "strings.quote", "The string as a literal of the language, in double quotes.",
      examples: [
        #"strings.quote("a\tb").size()"#: "6 : int",
        #"strings.quote("x") == "\"x\"""#: "true : bool",
      ])
  }
}
