using Kilter.Tests.House.Planted;

namespace Kilter.Tests.House;

public sealed class PublicApiTests
{
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
