using System.Text.RegularExpressions;

namespace Kilter.Sources.Parsing;

/// <summary>Guesses separator and decimal sign from the first rows.</summary>
internal static partial class DialectGuess
{
    private const int Rows = 100;

    // In this order: a comma may be a decimal sign and a blank may stand inside a cell, so both come after signs that seldom mean anything else.
    private static readonly byte[] Candidates = [(byte)'\t', (byte)';', (byte)',', (byte)'|', (byte)' '];

    /// <summary>The dialect of the text that starts with <paramref name="bytes"/>, with what the user said taken as said.</summary>
    public static CsvDialect Of(ReadOnlySpan<byte> bytes, ReadOptions options)
    {
        var separator = options.Separator is { } given ? (byte)given : Separator(bytes);
        var dialect = new CsvDialect(separator, (byte)'.');
        var comma = options.DecimalComma ?? (separator != ',' && HasDecimalCommas(TextSample.Rows(bytes, dialect, Rows)));
        return dialect with { Point = comma ? (byte)',' : (byte)'.' };
    }

    private static byte Separator(ReadOnlySpan<byte> bytes)
    {
        var (best, bestShare) = ((byte)',', 0.0);
        foreach (var candidate in Candidates)
        {
            var rows = TextSample.Rows(bytes, new CsvDialect(candidate, (byte)'.'), Rows);
            if (rows.Count == 0)
            {
                return best;
            }

            var (cells, share) = TextSample.Width(rows);
            if (cells >= 2 && share >= 0.9)
            {
                return candidate;
            }

            if (cells >= 2 && share >= 0.5 && share > bestShare)
            {
                (best, bestShare) = (candidate, share);
            }
        }

        return best;
    }

    // "1,5" somewhere and no "1.5" anywhere among cells that are numbers.
    private static bool HasDecimalCommas(List<string[]> rows)
        => rows.Any(row => row.Any(cell => WithComma().IsMatch(cell))) && !rows.Any(row => row.Any(cell => WithPoint().IsMatch(cell)));

    [GeneratedRegex(@"^[+-]?\d+,\d+([eE][+-]?\d+)?$")]
    private static partial Regex WithComma();

    [GeneratedRegex(@"^[+-]?\d+\.\d+([eE][+-]?\d+)?$")]
    private static partial Regex WithPoint();
}
