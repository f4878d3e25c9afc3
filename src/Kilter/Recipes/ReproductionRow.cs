namespace Kilter.Recipes;

/// <summary>One line of the table <em>published | original | sound | naive</em>.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="System">The system's number.</param>
/// <param name="Quantity">What is compared.</param>
/// <param name="Published">What was published; null when nothing was.</param>
/// <param name="Original">Ours, bug for bug: one value a seed; empty when not run or not defined for it.</param>
/// <param name="Sound">Ours, sound: one value a seed; empty likewise.</param>
/// <param name="Naive">The naive baseline's; null when there is none.</param>
public sealed record ReproductionRow(
    string Recipe, string System, RecipeQuantity Quantity, RecipeValue? Published, IReadOnlyList<RecipeValue> Original, IReadOnlyList<RecipeValue> Sound, RecipeValue? Naive)
{
    /// <summary>True when the naive baseline is strictly better than everything else on the line: the reader must be told.</summary>
    public bool NaiveWins
    {
        get
        {
            if (Quantity.Better == BetterWay.Same || Naive is not { IsNumber: true } naive)
            {
                return false;
            }

            double?[] others = [Published?.Number, Middle(Original)?.Number, Middle(Sound)?.Number];
            var known = others.Where(o => o is { } value && !double.IsNaN(value)).Select(o => o!.Value).ToList();
            return known.Count > 0 && known.All(o => Quantity.Better == BetterWay.Lower ? naive.Number < o : naive.Number > o);
        }
    }

    /// <summary>The best number on the line; null when nothing is better or worse, or fewer than two numbers are known.</summary>
    public double? Best
    {
        get
        {
            RecipeValue?[] all = [Published, Middle(Original), Middle(Sound), Naive];
            var known = all.Where(v => v is { IsNumber: true }).Select(v => v!.Value.Number).ToList();
            return Quantity.Better == BetterWay.Same || known.Count < 2 ? null : Quantity.Better == BetterWay.Lower ? known.Min() : known.Max();
        }
    }

    /// <summary>Whether the better of our two versions is at least as good as what was published; null where that cannot be said.</summary>
    public bool? OursIsAsGood
    {
        get
        {
            RecipeValue?[] ours = [Middle(Original), Middle(Sound)];
            var known = ours.Where(v => v is { IsNumber: true }).Select(v => v!.Value.Number).ToList();
            return Quantity.Better == BetterWay.Same || Published is not { IsNumber: true } published || known.Count == 0 ? null
                : Quantity.Better == BetterWay.Lower ? known.Min() <= published.Number || IsSame(known.Min(), published.Number) : known.Max() >= published.Number || IsSame(known.Max(), published.Number);
        }
    }

    /// <summary>Equal but for rounding.</summary>
    internal static bool IsSame(double one, double other) => one == other || Math.Abs(one - other) <= 1e-9 * Math.Max(Math.Abs(one), Math.Abs(other));

    /// <summary>The median of the numbers (the lower one of an even count); the first value where one is no number; null when there is none.</summary>
    public static RecipeValue? Middle(IReadOnlyList<RecipeValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count == 0)
        {
            return null;
        }

        return values.All(v => v.IsNumber) ? values.OrderBy(v => v.Number).ElementAt((values.Count - 1) / 2) : values[0];
    }

    /// <summary>The middle of several seeds with the lowest and the highest, "0.0939 (0.0921–0.0954)"; one value as it is; a dash for none.</summary>
    public static string Text(IReadOnlyList<RecipeValue> values)
    {
        if (Middle(values) is not { } middle)
        {
            return "–";
        }

        var numbers = values.Where(v => v.IsNumber).OrderBy(v => v.Number).ToList();
        return numbers.Count == values.Count && numbers.Count > 1 && !numbers[0].Equals(numbers[^1])
            ? $"{middle} ({numbers[0]}–{numbers[^1]})"
            : middle.ToString();
    }
}
