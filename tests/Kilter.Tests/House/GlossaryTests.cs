using Kilter.Tests.House.Planted;
using Kilter.Tests.Support.House;

namespace Kilter.Tests.House;

public sealed class GlossaryTests
{
    private static readonly IReadOnlySet<string> RuledOut = Glossary.RuledOut(Repository.Read("docs/glossary.md"));

    [Fact]
    public void Public_names_keep_to_the_glossary()
        => Assert.Empty(Glossary.Violations(typeof(Settings).Assembly.GetTypes(), RuledOut));

    [Fact]
    public void Planted_words_are_caught_in_members_and_parameters()
        => Assert.Equal(
            ["chunk", "predict", "sensors"],
            Glossary.Violations([typeof(ForeignWords)], RuledOut).Select(v => v.Split('\'')[3]).Order(StringComparer.Ordinal));

    [Fact]
    public void Names_are_split_where_a_capital_starts_a_word()
        => Assert.Equal(["http", "window", "set", "of", "kilter"], Glossary.Words("HTTPWindowSetOfKilter"));
}
