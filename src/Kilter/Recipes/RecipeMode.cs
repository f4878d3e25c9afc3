namespace Kilter.Recipes;

/// <summary>Which steps of a recipe are run.</summary>
public enum RecipeMode
{
    /// <summary>Bug for bug, to test published numbers.</summary>
    Original,

    /// <summary>As it should be done (the default for anyone's data).</summary>
    Sound,

    /// <summary>The naive baseline.</summary>
    Naive,
}
