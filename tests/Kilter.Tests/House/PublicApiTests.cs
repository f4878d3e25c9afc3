using Kilter.Numerics.Randomness;
using Kilter.Tests.House.Planted;

namespace Kilter.Tests.House;

/// <summary>What others build on changes only on purpose: a change fails here, <c>./dev accept</c> takes it over, and the difference is reviewed.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_API_of_Kilter_is_as_accepted() => Golden.Verify("PublicApi.Kilter.txt", PublicApi.Of(typeof(Settings).Assembly));

    [Fact]
    public void The_public_API_of_Kilter_Numerics_is_as_accepted() => Golden.Verify("PublicApi.Kilter.Numerics.txt", PublicApi.Of(typeof(Rng).Assembly));

    [Fact]
    public void The_text_shows_every_public_member_and_nothing_that_the_compiler_added()
    {
        var text = PublicApi.Of([typeof(Everything), typeof(DayOfWeek)]);

        Assert.Equal(
            """
            namespace Kilter.Tests.House.Planted

            sealed record class Everything : IDisposable
                Everything(string Name, int? Size = default)
                const double Half
                double this[int row, string column] { get; }
                int? Size { get; init; }
                required IReadOnlyList<string?> Words { get; init; }
                static Everything? None { get; }
                static bool TryFind<T>(ReadOnlySpan<T> values, out T? found, bool sorted = true)
                string Name { get; init; }
                void Dispose()

            namespace System

            enum DayOfWeek
                Friday = 5
                Monday = 1
                Saturday = 6
                Sunday = 0
                Thursday = 4
                Tuesday = 2
                Wednesday = 3

            """,
            text);
    }
}
