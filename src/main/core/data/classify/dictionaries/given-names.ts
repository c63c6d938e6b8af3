/** Frequent given names of Europe, the Americas and beyond; lower case, without accents. */
export const givenNames: ReadonlySet<string> = new Set(
  `aaron abby abdul abdullah abel abigail abraham ada adam adama adele adelheid adrian adriana adrien agata agnes
  agnieszka ahmad ahmed aicha aidan aiko aisha aitor ajay akira alain alan alba albert alberto aldo alejandra
  alejandro alessandra alessandro alex alexa alexander alexandra alexandre alexandros alexia alexis alfonso
  alfred alfredo ali alice alicia alina aline alisha alison allan allen allison alma alvaro alyssa amadou amal
  amalia amanda amber amelia amelie amina amir amit amy ana anais ananya anastasia anders andre andrea andreas
  andree andres andrew andrey andrzej andy angel angela angelica angelika angelina angelo anika anil anita anja
  ann anna annabel anne annegret annelies annemarie annette annika anouk anselm antje anthony antje antoine
  antoinette anton antonella antonia antonin antonio anton ariana ariane arjun arlene armand armando arnaud
  arne arnold arnaldo arthur arturo ashley asher astrid august augusta augustin aurelia aurelie aurelien austin
  axel aya ayse azra barbara bart bartosz basil bastian bastien beata beate beatrice beatriz belinda ben
  benedetta benedikt benito benjamin benoit berenice bernadette bernard bernd bernhard bert bertrand beth
  bethany betty bianca bill billy bjorn blake blanca bo bob bobby boris brad bradley brandon brenda brendan
  brett brian bridget brigitte britta brittany brooke bruce bruna bruno bryan byron caitlin caleb cameron camila
  camilla camille candice carina carl carla carlo carlos carlota carlotta carmen carol carole carolina caroline
  carolyn carrie carsten carter carys casper catalina caterina catharina catherine cathy cecile cecilia cedric
  celia celina celine cesar chad chantal charlene charles charlie charlotte chelsea chen cheryl chiara chloe
  chris christa christel christelle christian christiane christina christine christoph christophe christopher
  cindy claire clara clarence clark claude claudia claudine claudio claus clemens clement cole colette colin
  concepcion connie conor conrad constance cora corinna corinne cornelia cornelis craig cristian cristiano
  cristina curtis cyril cynthia dagmar daisy damian damien dan dana daniel daniela daniele danielle danny dario
  darren daria dave david davide dawn dean debbie deborah debra deepak denis denise dennis derek detlef devon
  diana diane dick didier diego dieter dilip dimitri dina dirk dmitri dmitry dolores domenico dominic dominik
  dominika dominique don donald donna dora doreen doris dorota dorothea dorothy doug douglas duncan dustin
  dylan earl eberhard eddie edgar edith edmund eduard eduardo edward edwin eileen ekaterina elaine eleanor
  elena eleonora elfriede eli elias elif elijah elin elinor elisa elisabeth elise elizabeth elke ella ellen
  ellie elodie eloise elsa elvira emanuele emil emile emilia emilie emiliano emilio emily emine emma emmanuel
  emmanuelle emre enrico enrique enzo erdal eric erica erich erik erika erin ernest ernesto ernst erwin esra
  esteban estelle esther ethan etienne eugen eugene eugenia eugenie eva evan eve evelyn ewa fabian fabien fabienne
  fabio fabiola fabrice fabrizio farid fatih fatima fatma fatoumata federica federico felicia felicitas felipe
  felix ferdinand fernanda fernando filip filipa filipe finn fiona flavia flavio fleur flora florence florian
  floriane floris fran frances francesca francesco francine francis francisca francisco franck franco francois
  francoise frank franka franz franziska fred freddie frederic frederik freya frida frieda friedrich fritz
  gabriel gabriela gabriele gabrielle gael gareth gary gaspard gavin geert gemma genevieve geoffrey georg george
  georges georgia georgina gerald geraldine gerard gerda gerhard germaine gertrud giacomo gianluca gianni gilbert
  gilles gina giorgia giorgio giovanna giovanni gisela giulia giuliana giulio giuseppe giuseppina gloria gonzalo
  gordon grace graham grazyna greg gregor gregory greta grit grzegorz guadalupe gudrun guido guilherme guillaume
  guillermo gunnar gunter gunther gustav gustavo guy gwen gwendolyn hakan halina hamza hana hanna hannah hannelore
  hannes hans harald harold harriet harry harvey hasan hassan heather hector hedwig heidi heike heiko heiner
  heinrich heinz helen helena helene helga helmut hendrik henk henri henriette henrik henry herbert heribert
  hermann hernan hilda hilde hildegard hiroshi holger holly horst howard hubert hugh hugo hui humberto ian ibrahim
  ida ignacio igor ilaria ilona ilse imke imran ines inga inge ingeborg ingo ingrid inka ira irena irene irina
  iris irma isaac isabel isabella isabelle isaiah isla ismael ivan ivana ivo ivonne jack jackie jackson jacob
  jacqueline jacques jade jaime jake jakob jakub james jamie jan jana jane janet janice janina jannik janusz
  jaroslaw jasmin jasmine jason javier jay jean jeanette jeanne jeannette jeff jeffrey jelena jelle jen jenna
  jennifer jenny jens jeremy jerome jerry jerzy jesper jesse jessica jessie jesus jill jim jimmy jo joachim joan
  joana joanna joanne joao joaquin jochen jodie joe joel joelle johan johann johanna johannes john johnny jolanda
  jon jonas jonathan jordan jordi jorg jorge joris josef josefa josefina joseph josephine joshua jose josiane
  joyce juan juana juanita judith judy juergen jules julia julian juliana juliane julie julien juliet juliette
  julio julius jun jurgen justin justine justyna kai kamil karel karen karim karin karina karl karla karolina
  karsten katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy katia katie katja
  katrin katy kay kayla kazimierz keiko keith kelly ken kenji kenneth kerstin kevin khadija khaled kilian kim
  kimberly kirsten klara klaus knut konrad konstantin kristen kristian kristin kristina kristof krystyna krzysztof
  kurt kyle lamine lara larissa larry lars laszlo laura laurel laurence laurent laurie lea leah leander lee leila
  lena lene leni lennart leo leon leona leonard leonardo leonie leonor leopold leslie leszek leticia levi lewis
  liam liane lidia liesbeth lieselotte lilian liliana lilli lillian lilly lily lina linda lindsay lindsey linnea
  linus lionel lisa lise liv livia liz logan lola lore loredana lorena lorenz lorenzo loretta lori lorraine lothar
  lotte lou louis louisa louise luc luca lucas luce lucia lucian luciana luciano lucie lucien lucille lucy ludmila
  ludovic ludwig luigi luis luisa luise lukas lukasz luke luna lutz lydia lynn lynne maarten mackenzie madeleine
  madison mads magali magda magdalena magnus mahmoud maike maja malik malte mamadou mandy manfred manon manuel
  manuela mara marc marcel marcela marcella marcello marcelo marcin marco marcos marcus mareike maren margaret
  margareta margarete margarita margaux margherita margit margot maria mariah mariam marian mariana marianne
  mariano marie mariela marika marilyn marina mario marion marisa marisol marit marjan marjorie mark marko markus
  marlene marlies marlon marta martha martin martina martine marvin mary maryam masha mateo mateusz mathias
  mathieu mathilde mats matt matteo matthew matthias matthieu maud maura maureen maurice mauricio mauro max maxim
  maxime maximilian maya meera megan mehdi mehmet mei meike melanie melina melissa melvin mercedes meredith merle
  meryem mia micha michael michaela michal michel michela michele micheline michelle miguel mikael mike mikhail
  mikkel mila milan milena millie milo mina miranda mireille miriam mirjam mirko mitchell mohamed mohammad mohammed
  moira molly mona monica monika monique montserrat morgan moritz muhammad muriel murat mustafa mwangi myriam nadia
  nadine naomi natalia natalie natascha natasha nathalie nathan nathaniel neil nele nelly nelson nestor nicholas
  nick nico nicola nicolas nicole niels nigel nikita niklas nikola nikolai nikolas nils nina noah noel noemi noemie
  noor nora norbert norma norman nuno octavio odette odile olaf ole oleg olga oliver olivia olivier oluwaseun omar
  oriana orlando oscar oskar otto owen pablo paloma pamela paola paolo pascal pascale patricia patricio patrick
  patrik patrizia patryk paul paula paulette paulina pauline paulo pavel pawel pedro peggy penelope peter petra
  petros phil philip philipp philippa philippe phillip phoebe phyllis pia pier piero pierre pierrette pieter
  pietro pilar piotr poppy preeti priya quentin rachel rachid rafael rafal rahul raimund rainer raj rajesh ralf
  ralph ramon ramona randy raphael raquel raul ravi ray raymond rebecca regina regine reiner reinhard remi rena
  renata renate renato rene renee ricarda ricardo riccardo richard rick ricky riley rita rob robbie robert roberta
  roberto robin rocio rodney rodrigo roger roland rolf roman romain romina romy ron ronald ronja ronny rory rosa
  rosalie rosalind rosanna rosario rose rosemarie rosemary rosie ross roswitha roxana roy ruben rudi rudolf rui
  rupert russell ruth ryan ryszard sabina sabine sabrina said salma salvador salvatore sam samantha samir samira
  sammy samuel samuele sandra sandrine sandro sandy sanjay sanne santiago sara sarah sascha sasha saskia savannah
  scott sean sebastian sebastiano sebastien selena selim selina selma serena serge sergei sergej sergey sergio
  severine seyma shane shannon sharon shaun shawn sheila shelby sherry shirley sibylle siegfried sienna sigrid
  silke silvana silvia silvio simon simona simone siobhan sofia sofie soledad solene sonia sonja sophia sophie
  soren stacey stacy stan stanislaw stanley stefan stefania stefanie stefano steffen steffi stella stephan
  stephane stephanie stephen steve steven stewart stuart sue sunita sunil suresh susan susana susann susanna
  susanne suzanne sven svenja svetlana svea sybille sylvain sylvia sylvie sylwia tamara tammy tamsin tanja tania
  tanya tara tatiana tatjana taylor ted teodoro terence teresa terry tessa thea theo theodor theodore theresa
  therese thibault thierry thijs thomas thorsten tibor tiffany tilda till tilman tim timo timothy tina tino tobias
  todd tom tomas tomasz tommaso tommy toni tony torben torsten tracy trevor tristan troy trudy tyler udo ugo ulf
  ulrich ulrike umberto ursula ute uwe valentin valentina valentino valeria valerie valerio vanessa vera verena
  vernon veronica veronika veronique vicente vicki vicky victor victoria vijay viktor viktoria vincent vincenzo
  viola violet violeta virginia virginie vittoria vittorio vivian viviane vivien vladimir volker walter waltraud
  wanda wayne wendy werner wesley wiebke wieslaw wilfried wilhelm will willem william willi willy winfried wojciech
  wolfgang xander xavier ximena yann yannick yara yasmin yasmina yolanda youssef yuki yuri yusuf yvan yves yvette
  yvonne zachary zainab zara zbigniew zeynep zoe zofia zuzanna tammie jimmie lonnie gina beulah leroy felicia`.split(
    /\s+/,
  ),
);
