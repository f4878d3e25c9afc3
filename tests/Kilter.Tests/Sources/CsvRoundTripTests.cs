using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Kilter.Sources;

namespace Kilter.Tests.Sources;

public sealed class CsvRoundTripTests
{
    private static readonly string[] Separators = [",", ";", "\t", "|", " "];

    [Fact]
    public void Numbers_written_in_any_dialect_come_back_to_the_bit()
        => Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<NonEmptyArray<double>>(), ArbMap.Default.ArbFor<int>(), (values, seed) => RoundTrips(values.Get, Math.Abs(seed % 100_000))));

    private static void RoundTrips(double[] drawn, int seed)
    {
        // Two columns and at least two rows; the last row keeps each column from being constant.
        double[] finite = [.. drawn.Select(value => double.IsFinite(value) ? value : 0), 0.5, -0.5, 1.5, -1.5];
        var rows = finite.Length / 2;
        var separator = Separators[seed % Separators.Length];
        var (quoted, header, windows, cut) = (seed / 5 % 2 == 0, seed / 10 % 2 == 0, seed / 20 % 2 == 0, seed / 40 % 2 == 0);
        var text = new StringBuilder(header ? $"flow{separator}pressure{(windows ? "\r\n" : "\n")}" : "");
        for (var row = 0; row < rows; row++)
        {
            var (a, b) = (Text(finite[2 * row], quoted), Text(finite[(2 * row) + 1], quoted && row % 2 == 0));
            text.Append(a).Append(separator).Append(b).Append(cut && row == rows - 1 ? "" : windows ? "\r\n" : "\n");
        }

        var reading = Reader.Csv(text.ToString(), new ReadOptions { Header = header, TimeColumn = "none", LabelColumn = "none", Separator = separator[0] });

        Assert.Equal(2, reading.Frame.Channels.Count);
        Assert.Equal(finite.Take(2 * rows).Select(BitConverter.DoubleToInt64Bits), reading.Frame.Values.ToArray().Select(BitConverter.DoubleToInt64Bits));
    }

    private static string Text(double value, bool quoted)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return quoted ? $"\"{text}\"" : text;
    }
}
