using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Kilter.Cli.Options;

/// <summary>Makes options whose mistakes are told in plain words: the option, what was given, what would fit.</summary>
internal static class Opt
{
    /// <summary>An option that is there or not.</summary>
    public static Option<bool> Switch(string name, string description, params string[] aliases)
        => new(name, aliases) { Description = description };

    /// <summary>An option with any text.</summary>
    public static Option<string?> Text(string name, string value, string description, params string[] aliases)
        => Make<string?>(name, value, description, (text, _) => text, aliases);

    /// <summary>An option that may be given several times; with <paramref name="split"/>, one value may hold several parted by commas.</summary>
    public static Option<string[]> Texts(string name, string value, string description, bool split = true, params string[] aliases)
        => new(name, aliases)
        {
            Description = description,
            HelpName = value,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result => split
                ? [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
                : [.. result.Tokens.Select(t => t.Value)],
        };

    /// <summary>An option with a whole number in [low, high].</summary>
    public static Option<int?> WholeNumber(string name, string value, string description, int low, int high = int.MaxValue)
        => Make<int?>(name, value, description, (text, fail) =>
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
                ? number
                : fail(high == int.MaxValue ? FormattableString.Invariant($"a whole number from {low} up") : FormattableString.Invariant($"a whole number from {low} to {high:N0}")));

    /// <summary>An option with a number in [low, high].</summary>
    public static Option<double?> Number(string name, string value, string description, double low = double.NegativeInfinity, double high = double.PositiveInfinity)
        => Make<double?>(name, value, description, (text, fail) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high && double.IsFinite(number)
                ? number
                : fail(double.IsInfinity(high) ? "a number" : FormattableString.Invariant($"a number from {low} to {high}")));

    /// <summary>The seed of every random choice.</summary>
    public static Option<ulong?> Seed()
        => Make<ulong?>("--seed", "N", "the seed of every random choice (default 42)", (text, fail) =>
            ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : fail("a whole number from 0 up"));

    /// <summary>An option with a share: "15%" or "0.15".</summary>
    public static Option<double?> Share(string name, string description)
        => Make<double?>(name, "SHARE", description, (text, fail) =>
        {
            var percent = text.EndsWith('%');
            return double.TryParse(percent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && (percent ? number / 100 : number) is > 0 and <= 1 and var share
                    ? share
                    : fail("a share such as 15% or 0.15");
        });

    /// <summary>An option that takes one of a few words.</summary>
    public static Option<T?> OneOf<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct
    {
        var words = string.Join('|', choices.Select(c => c.Word));
        var option = Make<T?>(name, words, description, (text, fail) =>
        {
            foreach (var (word, value) in choices)
            {
                if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return fail("one of " + words.Replace("|", ", ", StringComparison.Ordinal));
        });
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. choices.Select(c => c.Word)]);
        return option;
    }

    /// <summary>An option with an instant: a date, or a date and a time, ISO 8601; UTC unless it says otherwise.</summary>
    public static Option<DateTime?> Instant(string name, string description)
        => Make<DateTime?>(name, "TIME", description, (text, fail) =>
            DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : fail("a date or time such as 2014-01-27 or 2014-01-27T14:30:00Z"));

    /// <summary>An option with a length of time: "5min", "1h30min", "250ms", or "00:05:00".</summary>
    public static Option<TimeSpan?> Length(string name, string description)
        => Make<TimeSpan?>(name, "LENGTH", description, (text, fail) =>
            LengthOfTime.TryParse(text, out var length) ? length : fail("a length of time such as 30s, 5min, 1h or 1d"));

    private static Option<T> Make<T>(string name, string value, string description, Func<string, Func<string, T?>, T?> read, params string[] aliases)
        => new(name, aliases)
        {
            Description = description,
            HelpName = value,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => read(result.Tokens[^1].Value, needed => Refuse<T>(result, name, needed)),
        };

    private static T? Refuse<T>(ArgumentResult result, string name, string needed)
    {
        result.AddError($"{name} is \"{result.Tokens[^1].Value}\"; {needed} is needed.");
        return default;
    }
}
