import AssayModel

extension LanguageReference {
  static var lists: LanguageGroup {
    LanguageGroup(
      "Lists and sets",
      """
      Elements are compared as `==` does. An element that is not known stands for none, one or several: \
      what depends on it is unknown, and nothing else is.
      """,
      [
        LanguageEntry(
          "first", "The first element of a list, as an optional.",
          examples: [
            "[1, 2].first()": "1 : optional(int)", "[].first().hasValue()": "false : bool",
            #"["a"].first().orValue("none")"#: #""a" : string"#,
          ], related: ["last", "value"]),
        LanguageEntry(
          "last", "The last element of a list, as an optional.",
          examples: [
            "[1, 2].last()": "2 : optional(int)",
            #""a/b/c".split("/").last().orValue("")"#: #""c" : string"#,
          ], related: ["first"]),
        LanguageEntry(
          "slice", "The elements from one index up to another, exclusive.",
          notes: ["Indices outside of the list, and an end before the start, are errors."],
          examples: [
            "[1, 2, 3, 4].slice(1, 3)": "[2, 3] : list(int)", "[1].slice(0, 0)": "[] : list(int)",
            "[1].slice(0, 2)": "error: index out of range: 2",
          ], related: ["substring"]),
        LanguageEntry(
          "distinct", "Each element once, where it stands first.",
          examples: [
            "[1, 2, 1].distinct()": "[1, 2] : list(int)",
            #"["a", "A", "a"].distinct().size()"#: "2 : int",
          ], related: ["sets.equivalent"]),
        LanguageEntry(
          "sort", "The elements in ascending order.",
          notes: [
            """
            Of numbers, strings, bytes, bools, times and lengths of time; others by `sortBy`. An \
            unknown element makes the whole unknown.
            """
          ],
          examples: [
            "[3, 1, 2].sort()": "[1, 2, 3] : list(int)",
            #"["b", "B", "a"].sort()"#: #"["B", "a", "b"] : list(string)"#,
            #"["10", "9"].sort()"#: #"["10", "9"] : list(string)"#,
            "[[2], [1]].sort()":
              "refused: `sort` of `list(list(int))` does not take `()` [no-matching-overload]",
          ], related: ["sortBy", "reverse"]),
        LanguageEntry(
          "flatten", "The elements of the lists in a list; with an argument so many levels deep.",
          examples: [
            "[[1, 2], [3]].flatten()": "[1, 2, 3] : list(int)",
            "[[1, [2]], [3]].flatten(2)": "[1, 2, 3] : list(dyn)",
            "[[1]].flatten(-1)": "error: negative depth: -1",
          ]),
        LanguageEntry(
          "lists.range", "The whole numbers from 0 up to a number, exclusive.",
          notes: ["More than 100,000 are an error."],
          examples: [
            "lists.range(3)": "[0, 1, 2] : list(int)", "lists.range(0)": "[] : list(int)",
            "lists.range(1000000)": "error: a list grows beyond 100000",
          ]),
        LanguageEntry(
          "sets.contains",
          "Whether a list has every element of another; order and repetition aside.",
          notes: ["Every list contains the empty one.", "It costs the product of both sizes."],
          examples: [
            #"sets.contains(["a", "b"], ["b"])"#: "true : bool",
            "sets.contains([1], [1, 2])": "false : bool",
            "sets.contains([1], [])": "true : bool",
          ], related: ["sets.intersects", "exists"]),
        LanguageEntry(
          "sets.equivalent",
          "Whether two lists have the same elements; order and repetition aside.",
          examples: [
            "sets.equivalent([1, 2, 2], [2, 1])": "true : bool",
            "sets.equivalent([1], [1, 2])": "false : bool",
          ], related: ["sets.contains"]),
        LanguageEntry(
          "sets.intersects", "Whether two lists have an element in common.",
          given: .init(.instance, "{securityGroupIds: [sg-1, !unknown parameter]}"),
          examples: [
            #"sets.intersects(resource.securityGroupIds, ["sg-1", "sg-2"])"#: "true : bool",
            #"sets.intersects(resource.securityGroupIds, ["sg-2"])"#:
              "unknown: resource.securityGroupIds[1]",
            "sets.intersects([1], [])": "false : bool",
          ], related: ["sets.contains"]),
      ])
  }
}
