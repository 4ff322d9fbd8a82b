import AssayModel

extension LanguageReference {
  static var versions: LanguageGroup {
    LanguageGroup(
      "Versions",
      """
      A version is a text with an order of its kind. Compared as plain texts, `3.10` would come before \
      `3.9`, so that is refused.
      """,
      [
        LanguageEntry(
          "version", "A version of a kind, to be compared with `==`, `<` and the like.",
          notes: [
            """
            `semver`: Semantic Versioning 2.0.0, exactly three numbers; a pre-release comes before its \
            release, and build metadata does not count.
            """,
            "`dotted`: whole numbers with points, as many as you like; missing ones count as 0.",
            """
            `rpm`: `[epoch:]version[-release]`, with `~` and `^`; a release counts only where both have \
            one. `deb`: `[epoch:]version[-revision]` of Debian.
            """,
            "Versions of different kinds are unequal, and have no order: comparing them is an error.",
            "A text that is no version of the kind is an error when it is evaluated; an unknown kind is "
              + "refused with the rule.",
          ],
          given: .init(.imageRecipe, "{version: 1.10.0}"),
          examples: [
            #"version(resource.version, "semver") >= version("1.9.0", "semver")"#: "true : bool",
            #"version("3.10", "dotted") > version("3.9", "dotted")"#: "true : bool",
            #"version("1.0", "dotted") == version("1.0.0", "dotted")"#: "true : bool",
            #"version("1.0.0-rc.1", "semver") < version("1.0.0", "semver")"#: "true : bool",
            #"version("1.0~beta1", "deb") < version("1.0", "deb")"#: "true : bool",
            #"version("1.2", "semver")"#:
              "refused: `1.2` is no version: write it as `1.2.3` [bad-literal]",
            #"version("1", "rpm") < version("1", "deb")"#:
              "refused: versions of kind `rpm` and of kind `deb` have no order [version-kinds]",
            #"version("1.0", "pip") == evr("1.0")"#:
              "refused: `pip` is no kind of version: it is semver, dotted, rpm or deb [bad-literal]",
            #"resource.version >= "1.9.0""#:
              """
            refused: this compares versions as texts, by which `3.10` comes before `3.9` \
            [versions-as-text]
            """,
          ], related: ["semverRange", "evr"]),
        LanguageEntry(
          "evr", "A version of RPM: epoch, version and release.",
          notes: ["The same as `version(text, \"rpm\")`."],
          examples: [
            #"evr("2:1.0-1") > evr("9.0-1")"#: "true : bool",
            #"evr("1.0~rc1") < evr("1.0")"#: "true : bool",
            #"evr("3.2-1.el9") == evr("3.2")"#: "true : bool",
            #"evr("1.05") == evr("1.5")"#: "true : bool",
          ], related: ["version"]),
        LanguageEntry(
          "semverRange", "A range of semantic versions; `contains` asks whether one is in it.",
          notes: [
            """
            Bounds with a blank between must all hold, `||` separates alternatives: \
            `>=1.2.0 <2.0.0 || ^3.1`. `1.2.x`, `1.2` and `*` leave numbers open, `^` keeps the first \
            number that is not 0, `~` the second.
            """,
            """
            A pre-release is in a range only when a bound is a pre-release of the same three numbers: \
            `>=1.0.0` does not let `2.0.0-rc.1` in.
            """,
          ],
          examples: [
            #"semverRange(">=1.2.0 <2.0.0").contains("1.9.9")"#: "true : bool",
            #"semverRange("^0.2.3").contains("0.3.0")"#: "false : bool",
            #"semverRange("~1.2").contains("1.2.9")"#: "true : bool",
            #"semverRange(">=1.0.0").contains("2.0.0-rc.1")"#: "false : bool",
            #"semverRange("nope")"#:
              "refused: `nope` is no version range: write it as `>=1.2.0 <2.0.0` [bad-literal]",
          ], related: ["version", "contains"]),
      ])
  }
}
