/** Words that every text of a language has, and that tell nothing: what `keep-words` keeps. */
export const functionWords: ReadonlySet<string> = new Set(
  [
    'a an and are as at be been but by can could did do does for from had has have he her him his how i if in is it',
    'its just may me more most my no not of on one or our out please she should so some than thank thanks that the',
    'their them then there they this to up us was we were what when where which who will with would yes you your',
    'aber als am an auch auf aus bei bin bis bitte da das dass dem den der des die dies doch du ein eine einem einen',
    'einer er es für habe haben hat ich ihr im in ist ja kein keine mit nach nicht noch nur oder sehr sich sie sind so',
    'über um und uns von vor war was wenn wie wir wird zu zum zur',
    'au aux avec ce ces dans de des du elle en est et il ils je la le les leur mais merci ne nous on ou par pas pour',
    'que qui sa se ses son sont sur un une vous',
    'al como con del el ella en es está este gracias la las lo los mas más me mi no nos o para pero por que se si sin',
    'su sus un una y ya yo che di e gli il le non per sono una',
  ].flatMap((line) => line.split(' ')),
);
