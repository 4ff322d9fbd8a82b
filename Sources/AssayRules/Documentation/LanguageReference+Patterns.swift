extension LanguageReference {
  static var patterns: LanguageGroup {
    LanguageGroup(
      "Regular expressions",
      """
      Patterns are those of [RE2](https://github.com/google/re2/wiki/Syntax): no look-around, no \
      back-references and no `\\C`, and for that a time that grows with the length of the text and nothing else. \
      Write them raw, `r"\\d+"`. A constant pattern is compiled and checked with the rule.
      """,
      [
        LanguageEntry(
          "matches",
          "Whether a pattern matches a part of a string; of an ARN, whether each part does.",
          notes: [
            """
            A match anywhere is enough. `^` and `$` tie it to the ends of the text, `(?m)` makes them \
            ends of lines; `(?i)` ignores case, `(?s)` lets `.` match line ends.
            """,
            """
            Of an ARN the pattern is not a regular expression: it is an ARN with `*` and `?`, each of \
            its six parts matched alone, as the condition `ArnLike` does.
            """,
            "`\\b` and `\\w` know ASCII only; for letters of all scripts there is `\\pL`.",
          ],
          examples: [
            #""curl -k https://x".matches(r"\bcurl\b.*\s-k\b")"#: "true : bool",
            #""t3.micro".matches("t3")"#: "true : bool",
            #""t3.micro".matches("^t3$")"#: "false : bool",
            #""a\nb".matches("^b")"#: "false : bool", #""a\nb".matches("(?m)^b")"#: "true : bool",
            #""x".matches("(")"#:
              "refused: `(` is no regular expression: missing ): ( [bad-literal]",
            #""ab".matches("a(?=b)")"#:
              """
            refused: `a(?=b)` is no regular expression: invalid perl operator: (?= [bad-literal]
            """,
            #"arn("arn:aws:s3:::b/k").matches("arn:aws:s3:::b/*")"#: "true : bool",
          ], related: ["glob", "regex.extract", "arn"]),
        LanguageEntry(
          "regex.extract",
          "The first match of a pattern in a string, or of its one group; an optional.",
          notes: ["More than one group is an error; `(?:…)` groups without capturing."],
          examples: [
            #"regex.extract("ami-0abc", "ami-([0-9a-f]+)").orValue("")"#: #""0abc" : string"#,
            #"regex.extract("x", "[0-9]+").hasValue()"#: "false : bool",
            #"regex.extract("k=v", "(k)=(v)")"#:
              "error: bad regular expression `(k)=(v)`: more than one group",
          ], related: ["regex.extractAll"]),
        LanguageEntry(
          "regex.extractAll", "Every match of a pattern in a string, or of its one group.",
          notes: ["Matches do not overlap; an empty one counts, but not right behind another."],
          examples: [
            #"regex.extractAll("a1b22", "[0-9]+")"#: #"["1", "22"] : list(string)"#,
            #"regex.extractAll("k=v l=w", "([a-z])=")"#: #"["k", "l"] : list(string)"#,
            #"regex.extractAll("", "x")"#: "[] : list(string)",
          ], related: ["regex.extract", "split"]),
        LanguageEntry(
          "regex.replace", "A string with what a pattern matches replaced.",
          notes: [
            "`\\1` in the replacement is the first group, `\\0` the whole match and `\\\\` a backslash.",
            "With a fourth argument at most so many are replaced; a negative one means all.",
          ],
          examples: [
            #"regex.replace("v1.2", "([0-9])", r"<\1>")"#: #""v<1>.<2>" : string"#,
            #"regex.replace("aaa", "a", "b", 2)"#: #""bba" : string"#,
            #"regex.replace("a", "a", r"\1")"#:
              "error: bad replacement: the pattern has no group 1",
          ], related: ["replace"]),
      ])
  }
}
